import { raw } from 'hono/html';
import { nextFreeNumber, readable } from '../carrier/addresses';
import { ALL_PHONES, FAULTS } from '../carrier/faults';
import type { CarrierParts } from '../carrier/parts';
import { FaultMenu, PhoneFrame, phoneId, phoneProps, SHOWN_PHONES } from './phone';

/** In this order: a later one changes an earlier one's rules for a small window. */
export const STYLES = ['page', 'phone', 'texts', 'dialog', 'small-window'] as const;

/** The whole page. It is complete as it comes; phones.js keeps it up to date. */
export const PhonesPage = ({ parts }: { parts: CarrierParts }) => {
  const { store, hotlineNumber } = parts;
  const phones = [...store.phones.values()].slice(0, SHOWN_PHONES);
  const carrierFault = store.faults.get(ALL_PHONES);
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Phones · Rights hotline</title>
          <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" href={ICON} />
          {STYLES.map((name) => (
            <link rel="stylesheet" href={`/phones/styles/${name}.css`} />
          ))}
          <script type="module" src="/phones/phones.js" />
        </head>
        <body data-id={store.id} data-max-phones={SHOWN_PHONES}>
          <header class="top">
            <div class="title">
              <h1>Phones</h1>
              <p class="lede">
                The hotline is <strong>{readable(hotlineNumber)}</strong>. All of this is made up and stays on this
                machine.
              </p>
            </div>
            <div class="tools">
              <p class="live" role="status">
                Connecting
              </p>
              <FaultMenu
                label="What goes wrong at the carrier"
                works="Carrier works"
                fault={carrierFault}
                scope={ALL_PHONES}
              />
              <button type="button" class="add">
                Add a phone
              </button>
              <a href="/console">Console</a>
            </div>
            <p class="notice faulty carrier" role="status">
              {carrierFault === undefined ? '' : FAULTS[carrierFault].effect}
            </p>
            <nav class="jump" aria-label="Phones">
              {phones.map((phone) => (
                <a href={`#${phoneId(phone.number)}`}>{phone.name}</a>
              ))}
            </nav>
          </header>
          <main class="phones">
            {phones.map((phone) => (
              <PhoneFrame {...phoneProps(parts, phone)} />
            ))}
          </main>
          <AddPhone proposed={nextFreeNumber(new Set(store.phones.keys())) ?? ''} />
        </body>
      </html>
    </>
  );
};

const AddPhone = ({ proposed }: { proposed: string }) => (
  <dialog class="add-phone" aria-labelledby="add-phone-title">
    <form method="dialog">
      <h2 id="add-phone-title">Add a phone</h2>
      <label class="field">
        Name
        <input name="name" required maxlength={40} value="Texter" autocomplete="off" />
      </label>
      <label class="field">
        Number
        <input
          name="number"
          required
          value={proposed}
          autocomplete="off"
          inputmode="tel"
          aria-describedby="number-help"
        />
      </label>
      <p class="help" id="number-help">
        Like +13125550123; 555-0101 to 555-0199 belong to nobody.
      </p>
      <fieldset>
        <legend>Role</legend>
        <label class="choice">
          <input type="radio" name="role" value="texter" checked /> Texter
        </label>
        <label class="choice">
          <input type="radio" name="role" value="volunteer" /> Volunteer
        </label>
        <p class="help">
          This adds a phone only: who volunteers is in the hotline's own list, which a fresh start fills with Rosa and
          Ben.
        </p>
      </fieldset>
      <p class="problem" role="alert" />
      <div class="actions">
        <button type="submit" value="cancel" formnovalidate>
          Cancel
        </button>
        <button type="submit" value="add" class="primary">
          Add
        </button>
      </div>
    </form>
  </dialog>
);

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="8" y="2" width="16" height="28" rx="4" fill="#0f6b62"/><rect x="10.5" y="5" width="11" height="20" rx="1.5" fill="#fff"/></svg>',
)}`;
