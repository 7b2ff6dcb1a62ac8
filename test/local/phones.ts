/** Phones for stories: text, and wait for what arrives, over HTTP as a script would. */
export interface Bubble {
  readonly sid: string;
  readonly direction: 'inbound' | 'outbound-reply' | 'outbound-api';
  readonly body: string;
  readonly status: string;
  readonly segments: number;
}

const PATIENCE_MS = 20_000;

/** Polls until something is true; a story must not depend on how fast this machine is. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patienceMs: number = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function phone(origin: string, number: string) {
  const url = `${origin}/phones/${encodeURIComponent(number)}`;
  const messages = async (): Promise<Bubble[]> => {
    const response = await fetch(url);
    return response.ok ? ((await response.json()) as Bubble[]) : [];
  };
  const received = async () => (await messages()).filter((m) => m.direction !== 'inbound');
  return {
    number,
    messages,
    received,
    /** Texts, and resolves when the carrier has taken it. */
    text: async (body: string): Promise<Bubble> => {
      const response = await fetch(`${url}/texts`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ body }),
      });
      if (!response.ok) throw new Error(`the carrier answered ${response.status}`);
      return (await response.json()) as Bubble;
    },
    /** Waits until something that matches has arrived. */
    gets: (pattern: RegExp): Promise<Bubble> =>
      until(`${number} to get ${pattern}`, async () => (await received()).find((m) => pattern.test(m.body))),
    fault: (fault: string | null) =>
      fetch(`${url}/faults`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ fault }),
      }),
  };
}

/** The code in an alert. */
export const codeIn = (alert: Bubble): string => /\b[A-HJ-NP-Z][2-9]{1,2}\b/.exec(alert.body)?.[0] ?? 'no code';
