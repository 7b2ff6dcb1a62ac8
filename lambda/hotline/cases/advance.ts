import type { Sealed } from '../conversation/person';
import type { Language } from '../replies/book';
import { systemReply } from '../replies/reference';
import type { HotlineSettings } from '../settings';
import { type Asked, type Case, closeCase, earliest, plusSeconds, UNANSWERED_SECONDS } from './case';
import type { NewEffect } from './effect';
import { notice } from './notices';

/** A volunteer who is on duty, as the duty index knows them. */
export interface OnDuty {
  readonly personId: string;
  readonly name: string;
  readonly languages: readonly Language[];
  readonly to: Sealed;
  readonly lastAskedAt: string;
  readonly holds?: string;
}

export interface Advance {
  readonly case: Case;
  readonly effects: readonly NewEffect[];
  /** Volunteers who are asked now: their turn is over. */
  readonly asks: readonly string[];
  /** Volunteers whose conversation this ends. */
  readonly frees: readonly { readonly personId: string; readonly caseId: string }[];
  /** An alert did not arrive, and there was nobody to ask instead. */
  readonly nobodyLeft?: boolean;
}

type CaseSettings = Pick<HotlineSettings, 'waves' | 'updateSeconds' | 'fallbackSeconds'>;

/** Speaks the language, is free, was not asked yet; asked least recently first. If nobody speaks it, anybody is better than nobody. */
export const chooseVolunteers = (c: Case, onDuty: readonly OnDuty[], count: number): OnDuty[] => {
  const free = onDuty
    .filter((v) => v.holds === undefined && v.personId !== c.texter.personId)
    .filter((v) => !c.asked.some((a) => a.personId === v.personId) && !c.passed.includes(v.personId))
    .sort((a, b) => a.lastAskedAt.localeCompare(b.lastAskedAt) || a.personId.localeCompare(b.personId));
  const speaking = free.filter((v) => v.languages.includes(c.language));
  return (speaking.length > 0 ? speaking : free).slice(0, count);
};

const alert = (c: Case, v: OnDuty, now: Date, settings: CaseSettings): NewEffect => {
  const language = v.languages[0] ?? 'en';
  return {
    kind: 'alert',
    recipient: { personId: v.personId, to: v.to },
    caseId: c.id,
    // Lock-screen safe: urgency, language, topic and code; the words follow after the claim.
    content: {
      reply: systemReply(c.danger ? 'v-alert-danger' : 'v-alert', language, {
        args: { code: c.code, language: c.language },
        topics: c.topic === undefined ? [] : [c.topic],
      }),
    },
    giveUpAt: plusSeconds(now, Math.max(60, settings.waves.seconds)),
  };
};

/** Asks as many as are due: a whole wave when its time has come, else one for each alert that did not arrive. */
const ask = (c: Case, onDuty: readonly OnDuty[], now: Date, settings: CaseSettings): Advance => {
  const due = c.waves < settings.waves.count && c.waveAt <= now.toISOString();
  const chosen = due || c.toReplace > 0 ? chooseVolunteers(c, onDuty, due ? settings.waves.size : c.toReplace) : [];
  const asked: Asked[] = chosen.map((v) => ({
    personId: v.personId,
    to: v.to,
    language: v.languages[0] ?? 'en',
    at: now.toISOString(),
  }));
  return {
    case: {
      ...c,
      asked: [...c.asked, ...asked],
      // A wave that found nobody is tried again, and does not count: somebody may come on duty.
      waves: c.waves + (due && chosen.length > 0 ? 1 : 0),
      waveAt: due ? plusSeconds(now, settings.waves.seconds) : c.waveAt,
      toReplace: 0,
    },
    effects: chosen.map((v) => alert(c, v, now, settings)),
    asks: chosen.map((v) => v.personId),
    frees: [],
    nobodyLeft: c.toReplace > 0 && chosen.length === 0,
  };
};

/** An honest word to the texter: when nobody could be asked at all, and after 5 and 15 minutes. */
const update = (step: Advance, now: Date, settings: CaseSettings): Advance => {
  const c = step.case;
  const waited = (now.getTime() - Date.parse(c.waitingSince)) / 1000;
  const due = settings.updateSeconds.filter((seconds) => seconds <= waited).length;
  // Nobody could be asked, or no alert arrived and nobody is left in their place.
  const nobodyToAsk = c.updates === 0 && (c.asked.length === 0 || step.nobodyLeft === true);
  if (due <= c.updates && !nobodyToAsk) return step;
  return {
    ...step,
    case: { ...c, updates: Math.max(due, c.updates + 1) },
    effects: [...step.effects, ...notice(c, 'texter', 'still-looking', now)],
  };
};

const nextOf = (c: Case, settings: CaseSettings): string | undefined => {
  const opened = c.waitingSince;
  const nextUpdate = settings.updateSeconds[c.updates];
  return earliest(
    c.waves < settings.waves.count ? c.waveAt : undefined,
    nextUpdate === undefined ? undefined : plusSeconds(opened, nextUpdate),
    plusSeconds(opened, settings.fallbackSeconds),
  );
};

const unchanged = (c: Case): Advance => ({ case: c, effects: [], asks: [], frees: [] });

/**
 * What is due in the life of a case at `now`: waves, honest updates, the honest end. Safe to call late, twice or early:
 * nothing happens before `nextAt`, and everything that is overdue happens once.
 */
export function advanceCase(c: Case, onDuty: readonly OnDuty[], now: Date, settings: CaseSettings): Advance {
  if (c.nextAt === undefined || c.nextAt > now.toISOString()) return unchanged(c);
  switch (c.status) {
    case 'CLOSED':
      return unchanged(c);
    case 'CLAIMED':
      return {
        ...unchanged(closeCase(c, 'idle', now)),
        effects: [...notice(c, 'texter', 'case-closed', now), ...notice(c, 'claimant', 'v-closed', now)],
        frees: c.claimant ? [{ personId: c.claimant.personId, caseId: c.id }] : [],
      };
    case 'UNANSWERED':
      return unchanged(closeCase(c, 'unanswered', now));
    case 'WAITING': {
      const step = update(ask(c, onDuty, now, settings), now, settings);
      if (now.toISOString() < plusSeconds(c.waitingSince, settings.fallbackSeconds)) {
        return { ...step, case: { ...step.case, nextAt: nextOf(step.case, settings) } };
      }
      return {
        ...unchanged({ ...c, status: 'UNANSWERED', nextAt: plusSeconds(c.waitingSince, UNANSWERED_SECONDS) }),
        effects: notice(c, 'texter', 'no-volunteer', now),
      };
    }
  }
}
