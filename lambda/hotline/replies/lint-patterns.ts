import type { Rule } from './lint-findings';

/*
 * What no reply may say, as patterns over folded text (small letters, no accents), English and Spanish together: a
 * sentence in the wrong language must not slip through. They catch slips of a tired editor, not bad will, and they would
 * rather stop a good sentence than let a bad one pass: there is always another way to say it.
 */
export interface Forbidden {
  readonly rule: Rule;
  readonly pattern: RegExp;
  readonly why: string;
}

const PROMISE = 'promises what nobody can promise; say what the rule is and how to use it calmly';
const STATUS = 'asks for what we must not know; nobody needs to tell us that';
const UNSAFE = 'could get somebody hurt or deported; give calm steps and who can advise';

export const FORBIDDEN: readonly Forbidden[] = [
  // Safety and outcomes
  {
    rule: 'promise',
    why: PROMISE,
    pattern: /\byou(?:'re| are| will be|'ll be) (?:completely |totally |perfectly )?safe\b/,
  },
  {
    rule: 'promise',
    why: PROMISE,
    pattern:
      /\b(?:ice|they|police|agents|nobody|no one)(?: police)? (?:cannot|can't|can not|can never|can) (?:ever )?(?:touch|arrest|deport|detain|hurt) you\b/,
  },
  {
    rule: 'promise',
    why: PROMISE,
    pattern:
      /\b(?:police|they|chicago|the city|illinois) (?:will|would) (?:never|not)\b|\bwon't (?:be (?:arrested|deported|detained)|(?:arrest|deport|detain|report|tell|share))/,
  },
  { rule: 'promise', why: PROMISE, pattern: /\bpolice (?:cannot|can't|never) (?:share|tell|report|help)/ },
  {
    rule: 'promise',
    why: PROMISE,
    pattern:
      /\b(?:we|i) (?:guarantee|promise)\b(?! no)|\bguaranteed\b|\bnothing (?:bad )?will happen\b|\bdon't worry\b|\bdo not worry\b/,
  },
  {
    rule: 'promise',
    why: PROMISE,
    pattern:
      /\byou (?:will|are going to) (?:win|be released|get out|not be|get (?:bond|asylum|papers|a visa))\b|\byou qualify\b|\byou are eligible\b/,
  },
  {
    rule: 'promise',
    why: PROMISE,
    pattern: /\besta(?:ra|s|n|ran)? (?:completamente |totalmente )?(?:a salvo|segur[oa]s?)\b/,
  },
  {
    rule: 'promise',
    why: PROMISE,
    pattern:
      /\bno (?:l[aoe]s?|te) (?:pueden?|podran?) (?:tocar|arrestar|deportar|detener)\b|\bno (?:pueden?|podran?) (?:tocar|arrestar|deportar|detener)l[aoe]s?\b/,
  },
  {
    rule: 'promise',
    why: PROMISE,
    pattern: /\b(?:policia|ciudad|chicago) (?:nunca|jamas|no va a|no (?:le )?(?:dira|avisara|arrestara|deportara))\b/,
  },
  {
    rule: 'promise',
    why: PROMISE,
    pattern:
      /(?<!\bno )(?<!\bno le )\b(?:garantizamos|prometemos|garantizado)\b|\bno (?:le )?(?:va a pasar|pasara) nada\b|\bno se preocupe\b|\busted (?:califica|va a ganar)\b|\bva a salir libre\b/,
  },
  // Questions that we must not ask
  {
    rule: 'asks-status',
    why: STATUS,
    pattern: /\bwhat(?: is|'s) your (?:immigration )?(?:status|name|full name|address|country|a-?number|nationality)\b/,
  },
  {
    rule: 'asks-status',
    why: STATUS,
    pattern:
      /\bwhere (?:were|are) you (?:born|from)\?|\bare you (?:a (?:us |u\.s\. )?citizen|undocumented|legal|documented|here legally)\b|\bdo you have (?:papers|documents|a visa|status)\b(?! or not)/,
  },
  {
    rule: 'asks-status',
    why: STATUS,
    pattern:
      /\b(?:send|text|give|tell) us your (?:(?:full |real |immigration )?(?:name|address|status|a-?number|country|papers|date of birth|birth date))/,
  },
  {
    rule: 'asks-status',
    why: STATUS,
    pattern:
      /\bcual es su (?:estatus|nombre|direccion|pais|nacionalidad|numero a)\b|\bcomo se llama\b|\bde donde es(?: usted)?\?|\bde que pais\b|\bdonde nacio\?/,
  },
  {
    rule: 'asks-status',
    why: STATUS,
    pattern:
      /\b(?:es usted|usted es|eres) (?:ciudadan[oa]|indocumentad[oa]|residente)\b|(?:^|[.?¿!] ?)¿?tiene (?:papeles|documentos|visa)\?/,
  },
  {
    rule: 'asks-status',
    why: STATUS,
    pattern:
      /\b(?:mandenos|envienos|diganos|escribanos) su (?:nombre|direccion|estatus|numero|pais|fecha de nacimiento)/,
  },
  // Advice that harms
  {
    rule: 'unsafe-advice',
    why: UNSAFE,
    pattern:
      /(?:^|[.!?:,] )(?:run|hide|fight|lie|escape)\b(?! to a)|\b(?:you should|should|try to|please) (?:run|hide|fight|lie|resist|escape)\b/,
  },
  {
    rule: 'unsafe-advice',
    why: UNSAFE,
    pattern:
      /\b(?:say|tell them) (?:that )?you are a (?:us |u\.s\. )?citizen\b(?! (?:only )?if)(?<!never say you are a citizen)(?<!do not say you are a citizen)/,
  },
  {
    rule: 'unsafe-advice',
    why: UNSAFE,
    pattern:
      /\b(?:skip|miss|do not go to|don't go to) (?:your |the )?(?:court|hearing|check-in|appointment)\b|\b(?:do not|don't|never) call 911\b|\bavoid the (?:hospital|doctor)\b/,
  },
  {
    rule: 'unsafe-advice',
    why: UNSAFE,
    pattern:
      /(?:^|[.!?:,] )(?:corra|huya|escondase|pelee|mienta|escape)\b|\b(?:debe|trate de|tiene que) (?:correr|huir|esconderse|pelear|mentir|escapar)\b/,
  },
  {
    rule: 'unsafe-advice',
    why: UNSAFE,
    pattern: /(?<!nunca )(?<!no )\bdiga que (?:usted )?es (?:ciudadan[oa]|residente)\b(?! (?:solo )?si)/,
  },
  {
    rule: 'unsafe-advice',
    why: UNSAFE,
    pattern: /\bno (?:vaya|asista|se presente) a (?:la |su )?(?:corte|audiencia|cita)\b|\b(?:no|nunca) llame al 911\b/,
  },
];

/**
 * Words that carriers act on by themselves: whoever sends one as we told them gets the carrier's answer, or no texts any
 * more. They stand in capitals where we tell people what to send.
 */
export const CARRIER_WORDS = /\b(?:END|CANCEL|QUIT|STOP|HELP|INFO|START|YES|UNSUBSCRIBE)\b/g;
