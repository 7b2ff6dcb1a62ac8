import type { Message } from '../carrier/types';

type Tone = 'pending' | 'good' | 'warn' | 'bad';

interface State {
  readonly tone: Tone;
  readonly words: string;
  readonly icon: 'clock' | 'tick' | 'ticks' | 'alert';
}

const WEBHOOK_STATES: Readonly<Record<NonNullable<Message['webhook']>, State>> = {
  waiting: { tone: 'pending', words: 'On its way', icon: 'clock' },
  answered: { tone: 'good', words: 'Reached the hotline', icon: 'ticks' },
  fallback: { tone: 'warn', words: 'Answered by the fallback', icon: 'alert' },
  failed: { tone: 'bad', words: 'The hotline did not answer', icon: 'alert' },
};

const PENDING: State = { tone: 'pending', words: 'Queued', icon: 'clock' };

function stateOf(message: Message): State {
  if (message.webhook !== undefined) return WEBHOOK_STATES[message.webhook];
  switch (message.status) {
    case 'delivered':
      return { tone: 'good', words: 'Delivered', icon: 'ticks' };
    case 'sent':
      return { tone: 'pending', words: 'Sent', icon: 'tick' };
    case 'undelivered':
    case 'failed':
      return { tone: 'bad', words: `Not delivered (${message.errorCode ?? 'unknown'})`, icon: 'alert' };
    default:
      return PENDING;
  }
}

/** One text as the phone's owner sees it. Its words are text whatever they hold: JSX escapes them. */
export const Bubble = ({ message }: { message: Message }) => {
  const mine = message.direction === 'inbound';
  const state = stateOf(message);
  return (
    <li class={`message ${mine ? 'mine' : 'theirs'} ${state.tone}`} data-sid={message.sid}>
      <div class="words">
        <span class="sr">{mine ? 'You:' : message.byCarrier ? 'Carrier:' : 'Hotline:'} </span>
        {message.media.map(() => (
          <span class="picture">Picture</span>
        ))}
        {message.body === '' && message.media.length === 0 ? (
          <em>an empty text</em>
        ) : (
          <span class="body" dir="auto">
            {message.body}
          </span>
        )}
      </div>
      <p class="about">
        {message.byCarrier && <span>From the carrier itself</span>}
        <span class="state">
          <Icon name={state.icon} />
          {state.words}
        </span>
        <time datetime={message.createdAt}>{clockTime(message.createdAt)}</time>
        <span class="billing">
          {message.segments} {message.segments === 1 ? 'segment' : 'segments'} · {message.encoding} ·{' '}
          {message.cost === 0 ? 'not billed' : `$${message.cost.toFixed(4)}`}
        </span>
      </p>
    </li>
  );
};

const ICONS = {
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.2l2 1.3',
  tick: 'm3.5 8.5 3 3 6-7',
  ticks: 'm1 8.5 3 3 6-7M7.5 11l.5.5 6-7',
  alert: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5.2v3.4M8 10.8v.1',
} as const;

const Icon = ({ name }: { name: keyof typeof ICONS }) => (
  <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
    <path
      d={ICONS[name]}
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

/** The machine's own time of day: the page is for its user. */
const clockTime = (iso: string): string =>
  new Date(iso).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });

export const renderBubble = (message: Message): string => (<Bubble message={message} />).toString();
