import type { UrgencyRules } from './rules';

const OFFICER =
  '(?:ice|la migra|migra|imm?i?gration|imigration|immagration|inmigration|agents?|officers?|feds?|federales|dhs|hsi|cbp|border patrol|cops?|police|deputies|sheriffs?|masked \\w+|armed \\w+|men (?:in|with) \\w+|guys (?:in|with) \\w+)';
const THEY = `(?:${OFFICER}|they|theyre|thier|some(?:one|body)|(?:(?:white|black|unmarked|strange|their) )?(?:vans?|suvs?)|(?:unmarked|black|strange) (?:cars?|trucks?)|(?:a )?bunch of \\w+|(?:two|three|four|\\d+) (?:men|guys|cars|people))`;
const BE = '(?:is|are|r|iz|s|re)';
/** Words that may stand between who and what: "ICE agents are right here". */
const FILLER = `(?: (?:${BE}|agents?|officers?|police|vans?|trucks?|cars?|people|guys|right|now|already|still|just|all|also|both|literally|currently|parked|standing|waiting|sitting|up|over|back|again))`;
const MINE = '(?:my|our|the|this|his|her|their|a)';
const SPOT = `(?:here|outside|out side|out front|downstairs|upstairs|next door|inside (?:my|our|the|now|right)|inside $|(?:at|in|by|on|near|outside|inside|infront of|in front of|around|behind) ${MINE} (?:\\w+ )?(?:doors?|house|home|apartment|apt|building|bldg|porch|yard|job|work|workplace|kitchen|restaurant|factory|warehouse|store|school|class|daycare|church|bus|train|car|truck|window|stairs|hallway|lobby|room|garage|driveway|front|hospital|clinic|shelter|parking lot)|at (?:the |my )?(?:door|work|job|school|church) |(?:in|at|outside) (?:\\w+ )?(?:school|church|daycare|hospital|courthouse|parking lot|lot|apartments) )`;
const DOING =
  '(?:knock\\w*n|nock\\w*n|bang\\w*n|pound\\w*n|ringing|kicking|yelling|shouting|breaking|busting|forcing|trying (?:to|2) (?:get|come|break|enter|open|take)|tryna|coming (?:in|inside|up|to my|for (?:me|us|him|her|my))|entering|chasing|following|handcuffing|cuffing|questioning|asking (?:me|us|him|her|where|everyone|for (?:my|our|me|him|her|papers|id|ids|names|status|documents|everyone))|searching|surrounding|circling|pointing|dragging|pushing|grabbing|holding (?:me|us|him|her|my)|pulling|checking|raiding|stopping (?:me|us|everyone|people|cars)|going door)g?';
const OWN =
  '(?:me|us|him|her|them|someone|somebody|my \\w+|our \\w+|his \\w+|her \\w+|a (?:man|guy|woman|lady|kid|worker|neighbor|coworker|mom|dad|father|mother)|everyone|everybody|workers|people here|\\d+ people)';
const TAKING = '(?:taking|arresting|detaining|grabbing|deporting|picking up|kidnapping)';
const TOOK = '(?:took|taken|grabbed|snatched|kidnapped|arrested|detained|picked up|stopped|pulled over|handcuffed|got)';
const FAMILY =
  '(?:my|our|his|her) (?:\\w+ )?(?:mom|mum|mother|dad|father|parents?|husband|wife|son|daughter|kids?|child\\w*|baby|brother|bro|sister|sis|uncle|aunt|tio|tia|cousin|grand\\w+|friend|boyfriend|girlfriend|bf|gf|fiance\\w?|partner|neighbor\\w*|coworker\\w*|boss|roommate|nephew|niece|family|inlaws?|student|hubby|primo|abuel[oa]|papa|mama)';

const re = (source: string): RegExp => new RegExp(source);

export const ENGLISH: UrgencyRules = {
  now: [
    re(` ${THEY}${FILLER}{0,5} ${SPOT}`),
    re(` ${THEY}${FILLER}{0,4} ${DOING} `),
    re(` ${THEY}${FILLER}{0,3} ${TAKING} ${OWN} `),
    re(
      ` (?:just|jus) (?:now )?(?:${TOOK}|take|came|come|showed up|knocked|left|broke|entered|happened|shot|hit|saw (?:ice|agents|them)|raided|been|pulled|drove)`,
    ),
    re(
      ` (?:im|i am|i m|we are|we re|were|${FAMILY} (?:is|are|r)) (?:right now |currently |still |now )?(?:being |getting |bein |gettin )(?:\\w+ )?(?:detained|arrested|pulled over|stopped|followed|chased|questioned|taken|deported|searched|raided|evicted|attacked|kicked|hit|beat\\w*)`,
    ),
    / (?:im|i am|i m|we are|we re) (?:\w+ )?(?:hiding|trapped|locked in|surrounded|handcuffed|in handcuffs|in cuffs|pulled over|stopped by|in (?:a |an |the )?(?:ice |immigration |police )?(?:custody|detention|van|cell|holding)|at broadview|in broadview)/,
    / (?:want|wants|making|forcing|telling|asking|told|pressuring|ordering|tell|trying to (?:make|get)) (?:me|him|her|us|my \w+) (?:to |2 )?(?:sign|open|get out|come out|go with|show|roll down|step out|unlock|get in)/,
    / (?:they|he|officers?|agents?|ice) (?:say|says|said|are saying|r saying|keep saying|claim) (?:\w+ )?(?:they|he) (?:have|has|got) (?:a |an )?(?:\w+ )?(?:warrant|paper|papers|order)/,
    re(` (?:raid|raids) (?:\\w+ )?(?:now|right now|rn|happening|going on|in progress|here|at (?:my|our|this))`),
    re(` (?:pulled|dragged|dragging|yanked|pulling) (?:my \\w+|me|him|her|us|them|people|a \\w+) (?:out|from)`),
    re(
      ` (?:theres|there is|there are|there r|ther is|thers|got) (?:\\w+ ){0,3}(?:${OFFICER}|raid|raids|vans?)(?: \\w+){0,3} (?:${SPOT}|now|rn|right now)`,
    ),
    re(` (?:i see|i can see|we see|im seeing|im watching|looking at) (?:\\w+ ){0,3}${OFFICER}`),
    re(
      ` (?:help|please|pls|emergency|sos|omg|hurry|urgent)(?: (?:me|us|please|pls|help|now|its|urgent|omg|asap))* (?:\\w+ )?${OFFICER} `,
    ),
    re(` (?:${OFFICER}|they) (?:\\w+ )?(?:has|have|got) ${FAMILY}`),
    / (?:emergency|sos|911) (?:\w+ )?(?:please|pls|now|help)| (?:this is|its|is|it s) an emergency/,
    re(` ${OFFICER}(?: \\w+){0,5} (?:right now|rn|now now) `),
    / (?:deport\w*|flight|plane|transfer\w*|moving|move|sign\w*)(?: \w+){0,5} (?:today|tonight|tomorrow|right now|in an hour|in \d+ (?:hours|min\w*))/,
    / (?:without|no|needs?|out of)(?: \w+){0,2} (?:insulin|inhaler|medicine|medication|meds)(?: \w+){0,4} (?:now|custody|detention|detained|inside|there|here|jail)/,
    re(` ${OFFICER}(?: \\w+){0,2} (?:came|come|broke|got|are|is|went|bust\\w*) (?:in|inside|into) (?:my|our|the) `),
    / (?:cop|police|officer|ice|agent|trooper)s? (?:\w+ )?(?:has|have|got|is holding|holding|took) (?:my|me|us|our) (?:id|license|passport|phone|papers|pulled|stopped|in)/,
    / (?:lights|sirens?) (?:\w+ )?behind (?:me|us)| behind (?:me|us) with (?:\w+ )?(?:lights|sirens)/,
    / (?:forced|pushed|busted|barged|broke|kicked|came|walked|went|got|rushed|stormed) (?:their way |past (?:me|us) |the (?:\w+ )?door |right )?(?:in|into|inside|through|down|open) (?:(?:the|my|our) (?:\w+ )?(?:door|house|home|apartment|apt|bedrooms?|room|kitchen)|without (?:permission|asking|a )|while we|anyway)/,
    / they (?:forced their way|pushed past|just walked|came|broke|barged|kicked|busted) (?:\w+ ){0,3}(?:in|inside|into)(?: |$)/,
    / (?:broke|broken|kicked|busted|smashed|breaking|banged) (?:down |in |on |open )?(?:my|our|the) (?:\w+ )?(?:door|window)/,
    / wont (?:leave|go away|stop knocking)| (?:keep|keeps|kept) (?:\w+ )?(?:knocking|ringing|banging|asking me|yelling)/,
    / (?:handcuffs? on (?:me|him|her|my)|zip ?tied|cuffed (?:me|him|her|my)|in (?:hand)?cuffs)/,
    / (?:surrounded|blocked|boxed in|followed|following|rammed) (?:me|us|my|our) /,
    / (?:want|wants|demand\w*) (?:to (?:open|see|search|come|get|enter|talk|take)|my (?:signature|id|papers|phone|keys)|id )/,
    / (?:officer|agent|agents|he|they) (?:says?|saying|said) (?:to )?(?:sign|open|get out|come out)/,
    / being (?:pressured|forced|told|made|threatened) to sign/,
    / (?:men|man|guys?|people|strangers?) (?:\w+ ){0,2}(?:knocking|banging|pounding|kicking) (?:on |at |down )?(?:my|our|the) (?:\w+ )?(?:door|window)/,
    re(` ${THEY}${FILLER}{0,3} (?:taking|arresting|detaining|grabbing) people `),
    / (?:agents?|officers?|ice|police|cops) (?:all )?(?:around|behind|next to|in front of) (?:me|us)/,
    / (?:put|putting|throw\w*|threw|shov\w*|load\w*) (?:\w+ ){1,3}(?:in|into|in to) (?:a|an|the|their) (?:\w+ )?(?:van|car|suv|truck|bus)/,
    / (?:arrested|detained|taken|picked up) this (?:morning|afternoon|evening)/,
    / (?:in|at|on) (?:a|the|an) (?:ice |immigration )?(?:van|bus|plane|office) with (?:ice|agents|immigration)/,
    / they (?:are |r )?(?:here|outside|inside|in the house|at the door|knock\w*|nock\w*) /,
  ],
  taken: [
    re(` ${TOOK} (?:away )?${FAMILY}`),
    re(
      ` ${FAMILY} (?:was |were |got |has been |is |been |just )+(?:\\w+ )?(?:taken|grabbed|snatched|kidnapped|arrested|detained|picked up|stopped|pulled over)`,
    ),
    re(
      ` (?:${OFFICER}|they) (?:\\w+ )?(?:took|grabbed|snatched|kidnapped|arrested|detained|stopped|pulled over|pulled me over|followed|has|have|got) (?:me|us|him|her|them) `,
    ),
    / (?:got|was|were|been|im|we|i) (?:just )?(?:stopped|pulled over) (?:by|and|on|at|in|what|while|help|walking|driving|please)/,
    /^ (?:stopped|pulled over) (?:by|on|right|rn|at)/,
    re(` ${OFFICER} (?:\\w+ )?(?:pulled|stopped) (?:me|us|him|her|my|our)`),
  ],
  maybe: [
    re(` (?:${OFFICER}|raids?) (?:\\w+ ){0,4}(?:at|on|in|near|by|around|close to|down|off) `),
    re(` (?:seen|saw|see|spotted|any|some|a lot of|sighting of|lots of) (?:\\w+ ){0,2}(?:${OFFICER}|raids?) `),
    re(
      ` ${OFFICER} (?:\\w+ ){0,2}(?:is|are|r) (?:\\w+ ){0,2}(?:around|near|nearby|close|coming|driving|going|arresting|taking|stopping|patrolling|detaining|raiding)`,
    ),
    re(` ${OFFICER} (?:sighting|activity|around|nearby|near|alert)`),
    re(
      ` ${OFFICER} (?:came|come|knocked|showed up|visited|was here|were here|entered|broke|stopped|followed|questioned|asked)`,
    ),
    / (?:he|husband|boyfriend|partner|ex|dad|wife|she) (?:hits|beats|hurts|threatens|abuses|hit|beat|hurt|threatened) (?:me|us|my)/,
    / i (?:am|m|feel) (?:in danger|not safe|unsafe)| someone (?:is )?(?:at|knock\w*)/,
    / (?:being|been) (?:followed|watched)/,
  ],
  danger: [
    / (?:has|have|had|with|got|pull\w*|point\w*|drew|holding|their|his) (?:out )?(?:a |an |the |his |their )?(?:guns?|rifles?|knife|weapons?|machete)/,
    / (?:guns?|weapons?|rifles?) (?:drawn|pointed|out|on (?:me|us|him|her))| gun ?(?:shot|fire)s?| shots? fired| shooting (?:at|us|people|here)/,
    / (?:got|was|been|were|they|just|ice|cops?|police|agents?|officers?|him|her|someone) (?:\w+ )?(?:shot|stabbed)(?: |ed)/,
    / (?:bleeding|cant breath\w*|cannot breath\w*|can t breath\w*|(?:not|isnt|wasnt|stopped) breathing|blood everywhere|lots of blood|unconscious|passed out|fainted|stabbed|chok(?:e|es|ed|ing)|(?:heart|panic|asthma) attack|seizure|overdos\w*|not moving|broken (?:arm|leg|ribs?|nose|bones?)|in labor)/,
    / (?:pepper ?spray\w*|tear ?gas\w*|taser|tased|tazed|flash ?bangs?|rubber bullets?)/,
    / (?:hitting|beating|kicking|punching|strangling|hurting|attacking|slamming|tackl\w+|choking|raping)(?: \w+)? (?:me|us|him|her|them|my|people|someone|everyone|a )/,
    / (?:beat|beaten|hurt) (?:up|bad\w*|badly)| (?:im|i am|shes|hes|is|are|were) (?:badly )?(?:hurt|injured|bleeding|wounded|shot)/,
    / (?:gonna|going to|will|wants? to|trying to|threat\w+ to) (?:kill|shoot|hurt|stab|hit|beat) (?:me|us|him|her|my|them)/,
    / (?:kill(?:ing)? (?:my ?self|him ?self|her ?self|themsel\w+)|suicid\w*|want(?:s)? (?:to|2) die|wanna die|end (?:my life|it all)|dont want to (?:live|be alive|be here anymore)|no reason to live|hurt(?:ing)? my ?self|cut(?:ting)? my ?self|better off dead)/,
    / (?:kids?|children|child|baby|babies|son|daughter|toddler|boy|girl|infant|\d+ ?(?:yo|yr|year)s?(?: old)?|brother|sister|i m|im|i am) (?:(?!would|will|could|might|if)\w+ ){0,3}(?:home |left |all |in the (?:car|house) )*(?:alone(?! with)|by (?:my|him|her|them)sel\w+|with no ?(?:body|one|adult))/,
    / (?:left|took|taken) (?:\w+ ){0,4}(?:alone|by (?:him|her|them)sel\w+)/,
    / (?:hit by a (?:car|truck|bus)|(?:building|house|apartment) (?:is )?(?:on fire|burning)|there is a fire|theres a fire)/,
    / (?:locked|trapped) (?:me|us) (?:in|inside|up)| wont let (?:me|us) (?:leave|out|go)|(?:help|sos) (?:\w+ )?he is (?:hitting|here)/,
    / (?:chest pains?|(?:pain in (?:my|his|her)|(?:my|his|her)) chest (?:\w+ )?hurts?|pain in (?:my|his|her) chest)/,
    / (?:need|send|get) an? ambulance| (?:someone|somebody|man|woman|he|she) (?:is |s )?(?:dying|dead|collapsed)/,
  ],
  imagined:
    / (?:what if|wat if|wut if|if|in case|incase|suppose|supposing|imagine|hypothetical\w*|whenever|when i see|when you see|when i get|when someone gets|once they|when (?:ice|immigration|the police|police|they|agents|officers|cops|an? \w+) (?:come|comes|knock|knocks|ask|asks|stop|stops|show|shows|arrive|arrives|get|gets|take|takes)|when someone|when you|what happens when|what to do when|what do i do when|unless|someday|one day|every time|worried about|prepare for|role ?play|training|practice|learn|know your rights|kyr|should i do when) /,
  asked:
    /(?:^| )(?:can|cn|could|does|do|did|will|would|may|might|should|must|shall|are (?:they|ice) allowed|how (?:do|can|to)|do i (?:have|need) to|am i|is it (?:legal|ok|okay|safe|illegal)|what are my|whats my|difference between|rights|need to|have to)(?: (?:i|u|you|we|the|any|it|some|a|my|chicago|local|report|show|let|tell|give|say|speak|talk|respond|papers|id|to|with|when|once|an|for|and|or|between)){0,5} (?:ice|migra|immigration|agents?|officers?|police|cops?|feds|dhs|they|raids?|someone)\b/,
  wondered:
    /(?:^| )(?:is|are|was|were|has|have|anyone|anybody|any|seen) (?:the |any |there |it |some |a |local |seen |see |saw )*(?:ice|migra|immigration|agents?|officers?|police|cops?|feds|dhs|they|raids?|someone)\b/,
  past: / (?:last|past) (?:week|month|year|summer|winter|spring|fall|time|friday|saturday|sunday|monday|tuesday|wednesday|thursday|january|february|march|april|may|june|july|august|september|october|november|december)| (?:days?|dys|weeks?|wks?|months?|mos|years?|yrs?|decades?) (?:ago|back)| (?:in|since|back in|from|of|during) (?:19|20)\d\d | in (?:january|february|march|april|june|july|august|september|october|november|december) | (?:long time|a while|ages) (?:ago|back)| (?:used to|when i was|as a kid|back then|at the time|previously|once upon|years later|before covid|the other day|for (?:\w+ )?(?:days|weeks|months|years)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))/,
  yesterday: / (?:yesterday|yday|last night|the day before|(?:this|past) weekend)/,
  thisMoment:
    / (?:right now|rn|now they|now ice|just now|at this moment|currently|as we speak|hurry|minutes? ago|mins? ago|min ago|seconds ago|(?:an |\d+ |one |two |few |couple )?(?:of )?(?:hours?|hrs?) ago|this (?:morning|afternoon|evening)|today|tonight|again now|happening now)/,
  news: / (?:on the news|in the news|the news|news (?:said|says|report)|breaking news|headlines?|article|on tv|tv (?:said|says)|documentary|movie|on (?:youtube|tiktok|instagram)|i read|was reading|reporter|reported|president|trump|biden|mayor|governor|senator|congress|supreme court|in (?:los angeles|la|new york|nyc|texas|california|minneapolis|minnesota|portland|florida|miami|boston|denver|houston|dallas)|other (?:cities|states)|across the country|nationwide|statistics|homework|essay|my paper|school project)/,
  hearsay:
    / (?:i heard|heard|hear that|rumou?rs?|people (?:are |r )?say\w*|they say (?:there|ice is|that|its)|supposedly|apparently|is it true|is this true|true that|facebook|fb|whatsapp|group chat|posted|a post|someone said|somebody said|confirm)/,
  searching:
    / (?:where (?:is|are|did|do|would)|how (?:do|can|to|could|long|much)|find|locate|locator|which (?:jail|detention)|bond|bail|visit|court|hearing|lawyer|send money|still in|been in|since)/,
};
