import { readable } from '../carrier/addresses';
import { FAULTS, type Fault } from '../carrier/faults';
import type { CarrierParts } from '../carrier/parts';
import type { Message, Phone } from '../carrier/types';
import { Bubble } from './bubble';

/** Phones on the page: a load test makes thousands, and nobody looks at those. `GET /phones` lists all. */
export const SHOWN_PHONES = 24;

/** Bubbles shown for each phone; `GET /phones/{number}` lists all. */
export const SHOWN_MESSAGES = 100;

const ROLE_NAMES: Readonly<Record<Phone['role'], string>> = { texter: 'Texter', volunteer: 'Volunteer' };

/** Things a texter may say first. A press puts one into the composer; nothing is sent by itself. */
const SUGGESTIONS: Readonly<Record<Phone['role'], readonly string[]>> = {
  texter: ['la migra está tocando mi puerta', 'Can police ask my status?', 'ICE is at my work'],
  volunteer: ['?', 'ON', 'OFF'],
};

/** An element's id for a number: `+` and `:` would need escaping in a selector or an address. */
export const phoneId = (number: string): string =>
  `phone-${number.replace(/\D/g, '')}${number.includes(':') ? '-w' : ''}`;

interface PhoneProps {
  readonly phone: Phone;
  readonly messages: readonly Message[];
  readonly fault: Fault | undefined;
  readonly optedOut: boolean;
  readonly hotlineNumber: string;
}

/** A phone with its owner above it, the conversation with the hotline, and a composer. */
export const PhoneFrame = ({ phone, messages, fault, optedOut, hotlineNumber }: PhoneProps) => {
  const id = phoneId(phone.number);
  return (
    <article
      class="phone"
      id={id}
      data-number={phone.number}
      data-role={phone.role}
      data-fault={fault ?? ''}
      data-opted-out={String(optedOut)}
      aria-labelledby={`${id}-name`}
    >
      <header class="owner">
        <span class="avatar" aria-hidden="true">
          {[...phone.name][0]}
        </span>
        <div class="who">
          <h2 id={`${id}-name`}>{phone.name}</h2>
          <p>
            {ROLE_NAMES[phone.role]} · {readable(phone.number)}
          </p>
        </div>
        <FaultMenu
          label={`What goes wrong on ${phone.name}'s phone`}
          works="Works"
          fault={fault}
          scope={phone.number}
        />
      </header>
      <div class="frame">
        <div class="screen">
          <div class="contact">
            <span class="speaker" aria-hidden="true" />
            <strong>Rights hotline</strong>
            <span>{readable(hotlineNumber)}</span>
          </div>
          <p class="notice opted-out">Opted out. Text START to hear from the hotline again.</p>
          <p class="notice faulty">{fault === undefined ? '' : FAULTS[fault].effect}</p>
          <div class="log" role="log" aria-label={`Texts on ${phone.name}'s phone`} tabindex={0}>
            <Empty phone={phone} />
            <ol>
              {messages.map((message) => (
                <Bubble message={message} />
              ))}
            </ol>
          </div>
          <Composer id={id} name={phone.name} />
        </div>
      </div>
    </article>
  );
};

const Empty = ({ phone }: { phone: Phone }) => (
  <div class="empty">
    <p>
      {phone.role === 'texter' ? 'Nothing yet. Say something:' : 'Alerts arrive here. Reply with the code to take one.'}
    </p>
    <div class="suggestions">
      {SUGGESTIONS[phone.role].map((words) => (
        <button type="button" data-suggest={words}>
          {words}
        </button>
      ))}
    </div>
  </div>
);

const Composer = ({ id, name }: { id: string; name: string }) => (
  <form class="composer">
    <label class="sr" for={`${id}-text`}>
      Text from {name}
    </label>
    <textarea id={`${id}-text`} name="body" rows={1} placeholder="Text message" autocomplete="off" />
    <button type="submit" aria-label={`Send from ${name}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d="M8 13V3M3.5 7.5 8 3l4.5 4.5"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </button>
    <p class="count" data-idle="Enter sends, Shift+Enter starts a line">
      Enter sends, Shift+Enter starts a line
    </p>
    <p class="problem" role="alert" />
  </form>
);

interface FaultMenuProps {
  readonly label: string;
  readonly works: string;
  readonly fault: Fault | undefined;
  readonly scope: string;
}

export const FaultMenu = ({ label, works, fault, scope }: FaultMenuProps) => (
  <label class="fault-menu">
    <span class="sr">{label}</span>
    <select data-scope={scope} autocomplete="off">
      <option value="">{works}</option>
      {Object.entries(FAULTS).map(([id, { name, effect }]) => (
        <option value={id} selected={id === fault} title={effect} data-effect={effect}>
          {name}
        </option>
      ))}
    </select>
  </label>
);

export const phoneProps = ({ store, hotlineNumber }: CarrierParts, phone: Phone): PhoneProps => ({
  phone,
  messages: store.messagesOf(phone.number).slice(-SHOWN_MESSAGES),
  fault: store.faults.get(phone.number),
  optedOut: store.optedOut.has(phone.number),
  hotlineNumber,
});

export const renderPhone = (parts: CarrierParts, phone: Phone): string =>
  (<PhoneFrame {...phoneProps(parts, phone)} />).toString();
