import type { OptOutType } from './types';

/**
 * The words of the Messaging Service's Advanced Opt-Out, as a deployer enters them at Twilio: the standard English ones
 * and their Spanish equivalents. Only the lone word counts: "stop, ICE is here" is no opt-out.
 * @see https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
 */
const WORDS: Readonly<Record<OptOutType, Readonly<Record<'en' | 'es', readonly string[]>>>> = {
  STOP: {
    en: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
    es: ['ALTO', 'PARAR', 'CANCELAR', 'BAJA'],
  },
  START: { en: ['START', 'UNSTOP', 'YES'], es: ['INICIAR', 'EMPEZAR'] },
  HELP: { en: ['HELP', 'INFO'], es: ['AYUDA'] },
};

/** Twilio sends these itself, so they are set in its console and are no part of the reply book. */
const ANSWERS: Readonly<Record<OptOutType, Readonly<Record<'en' | 'es', string>>>> = {
  STOP: {
    en: 'You will get no more texts from this hotline. Reply START to come back.',
    es: 'No recibira mas mensajes de esta linea. Responda INICIAR para volver.',
  },
  START: {
    en: 'You are back on the hotline. Text us what is happening. STOP ends texts.',
    es: 'Ya esta de vuelta en la linea. Escribanos que pasa. ALTO termina los mensajes.',
  },
  HELP: {
    en: 'Keep your door closed and stay silent: that is your right. Text URGENT to reach a person. STOP ends texts.',
    es: 'No abra la puerta y guarde silencio: es su derecho. Escriba URGENTE para hablar con alguien. ALTO termina los mensajes.',
  },
};

export interface OptOutWord {
  readonly type: OptOutType;
  readonly answer: string;
}

/** @returns undefined when the text is no opt-out word on its own */
export const parseOptOutWord = (body: string): OptOutWord | undefined => {
  const word = body.trim().toUpperCase();
  for (const type of ['STOP', 'START', 'HELP'] as const) {
    for (const language of ['en', 'es'] as const) {
      if (WORDS[type][language].includes(word)) return { type, answer: ANSWERS[type][language] };
    }
  }
  return undefined;
};
