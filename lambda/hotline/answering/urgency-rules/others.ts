/** The languages with fewer texters: the same questions asked of a text, in fewer words. */
import type { UrgencyRules } from './rules';

const POLISH_OFFICER = '(?:ice|imigracyjn\\w+|agen\\w+|policj\\w+|policjan\\w+|urzad)';
export const POLISH: UrgencyRules = {
  now: [
    / (?:jest|sa|stoja|stoi|stoją|juz|teraz) (?:\w+ ){0,3}(?:tu|tutaj|pod (?:moimi |naszymi |)?drzwiami|przed (?:moim |)?(?:domem|drzwiami|blokiem|sklepem)|w (?:moim |naszym |)?(?:domu|pracy|mieszkaniu)|u mnie|na zewnatrz)/,
    / (?:puka|pukaja|wali|wala|dobija\w*|lomocza|dzwonia)(?: \w+){0,3} (?:do |w )?(?:drzwi)?/,
    / (?:weszli|wtargneli|wlamali sie|wywazyli|zabieraja|aresztuja|zatrzymuja|wchodza|wlamuja|biora|przeszukuja|sciga|scigaja|jedzie za mna|jada za mna|sledz\w+)/,
    / (?:wlasnie|przed chwila|dopiero co|dzisiaj|dzis|teraz|rano) (?:\w+ ){0,3}(?:zabral\w*|aresztowal\w*|zatrzymal\w*|wzieli|przyjechal\w*|weszl\w*|przyszl\w*)/,
    / (?:zabrali|aresztowali|zatrzymali|wzieli) (?:\w+ ){0,3}(?:wlasnie|przed chwila|dzis|dzisiaj|rano|teraz)/,
    / (?:kaza|kaze|chca zebym|zmuszaja) (?:\w+ ){0,2}(?:podpis\w+|otworz\w+)| (?:chca|probuja) wejsc/,
    / nalot (?:\w+ )?(?:teraz|u mnie|w mojej)| zatrzymal\w* mnie/,
  ],
  taken: [
    / (?:zabrali|zabral|aresztowali|zatrzymali|wzieli) (?:mi |mojego |moja |moje |mego |nam )?(?:\w+ )?(?:meza|zone|brata|siostre|syna|corke|mame|tate|ojca|matke|kolege|sasiada|mnie)/,
  ],
  maybe: [
    new RegExp(` ${POLISH_OFFICER} (?:\\w+ ){0,3}(?:na|w|kolo|przy|blisko|jest|sa) `),
    / (?:widzialem|widzialam|widze) (?:\w+ ){0,2}(?:ice|agent)/,
  ],
  danger: [
    / (?:pistolet\w*|bron|broni|strzela\w*|postrzel\w*|krwawi\w*|nie moge oddychac|nie oddycha|(?:bije|dusi|kopie) mnie|mnie (?:bije|dusi|kopie)|nieprzytomn\w*|zabije|zabic sie|samobojstw\w*|chce umrzec|nie chce (?:juz )?zyc|dziecko (?:jest )?samo|dzieci sa same|ranny|ranna|gaz pieprzowy|noz|nozem) /,
  ],
  imagined: / (?:co jesli|jesli|jezeli|gdyby|jak przyjda|gdy|kiedy przyjda|w razie|na wypadek) /,
  asked: / czy (?:\w+ ){0,3}?(?:moze|moga|musze|mozna|mam|maja|wolno|powinienem|powinnam) /,
  wondered: / czy /,
  past: / (?:w zeszlym|w ubieglym|zeszlego|temu|w (?:19|20)\d\d|dawno|kiedys) /,
  yesterday: / (?:wczoraj) /,
  thisMoment: / (?:teraz|wlasnie|przed chwila|minut temu|godzine temu|dzisiaj|dzis) /,
  news: / (?:wiadomosci\w*|w telewizji|czytalem|czytalam|artykul|trump|prezydent)/,
  hearsay: / (?:slyszalem|slyszalam|podobno|plotk\w*|czy to prawda|facebook)/,
  searching: / (?:gdzie|jak znalezc|kaucja|szukam)/,
};

export const FRENCH: UrgencyRules = {
  now: [
    / (?:ice|lice|immigration|agents?|police|ils|policiers) (?:\w+ ){0,3}(?:est|sont|arrive|arrivent) (?:\w+ ){0,3}(?:ici|la|devant|dehors|dedans|a (?:ma|la|notre) porte|a mon travail|chez (?:moi|nous)|dans (?:ma|mon|la|notre))/,
    / (?:frappe|frappent|tape|tapent|cognent|toque|toquent|sonnent) (?:\w+ ){0,2}(?:a |sur |dans )?(?:ma |la |notre )?porte/,
    / (?:sont en train|est en train) d/,
    / (?:viennent|vient) (?:juste )?(?:de |d)(?:\w+ )?(?:prendre|arreter|emmener|entrer|arriver|embarquer|tirer)/,
    / (?:ils|ice|la police|il) (?:nous |me |m |l )?(?:emmenent|arretent|embarquent|suivent|suit|entrent|forcent|cassent|fouillent|poursuivent)/,
    / (?:veulent|veut|demandent|obligent|forcent) (?:\w+ ){0,3}(?:entrer|signe|signer|ouvrir|ouvre)/,
    / (?:me suis fait|on m a|on vient de m|m a|ma|mont|m ont) (?:arrete|arreter|controle)/,
    / (?:rafle|descente|raid) (?:\w+ )?(?:maintenant|en cours|ici|a mon|dans mon)/,
    / (?:au secours|aidez moi|a laide|urgence)(?: \w+){0,3} (?:ice|immigration|police)/,
    / (?:ont|a) (?:emmene|arrete|pris|embarque) (?:\w+ ){0,4}(?:ce matin|aujourdhui|ce soir|a linstant|il y a (?:\w+ )?(?:minutes|heures?)|maintenant)/,
  ],
  taken: [/ (?:ont|a|vont) (?:emmene|emmener|arrete|pris|embarque|detenu) (?:mon|ma|mes|notre|le|la) /],
  maybe: [
    / (?:ice|immigration|agents|rafles?|police) (?:\w+ ){0,3}(?:a|dans|sur|pres|rue|au|vers) /,
    / (?:jai vu|il y a|ya) (?:\w+ ){0,2}(?:ice|lice|immigration|agents|police)/,
  ],
  danger: [
    / (?:pistolet|arme|armes|fusil|couteau|tire|tirent|tirs|coups de feu|saigne\w*|respire pas|respirer|me frappe|me bat|me tape|inconscient\w*|tuer|suicid\w*|mourir|me tuer|enfant (?:est )?seule?|enfants (?:sont )?seuls|bebe (?:est )?seul|blesse|blessee|gaz lacrymo\w*) /,
  ],
  imagined: / (?:et si|que faire si|si|au cas ou|quand ils viennent|sils|si ils|lorsque|en cas) /,
  asked:
    / (?:peut|peuvent|puis|dois|doit|ont ils le droit|a t elle le droit)(?: je| elle| ils| il| on)*(?: la| le| les| l)? /,
  wondered: / (?:est ce que|est ce qu|ya t il|y a t il)(?: la| le| les| l)? /,
  past: / (?:la semaine|le mois|lan|lannee|lete) (?:dernier|derniere|passe|passee)| il y a (?:\w+ ){1,2}(?:jours?|semaines?|mois|ans?) | en (?:19|20)\d\d /,
  yesterday: / (?:hier|hier soir) /,
  thisMoment: / (?:maintenant|en ce moment|a linstant|ce matin|aujourdhui|ce soir|minutes|vite|tout de suite) /,
  news: / (?:nouvelles|journal|infos|a la tele|article|trump|president|jai lu)/,
  hearsay: / (?:jai entendu|entendu dire|parait|rumeur|est ce vrai|cest vrai|facebook|whatsapp)/,
  searching: / (?:ou est|ou sont|comment (?:trouver|le|la)|caution|retrouver|depuis)/,
};

export const HAITIAN: UrgencyRules = {
  now: [
    / (?:ice|imigrasyon|ajan|lapolis|polis|yo) (?:\w+ ){0,3}(?:la|isit|deyo|devan pot|nan pot|lakay mwen|lakay nou|nan travay mwen|anba la) /,
    / (?:ap|ape|a p) (?:\w+ )?(?:frape|frap|pran|mennen|antre|arete|kenbe|suiv|swiv|kase|kraze|tire|chache)/,
    / (?:fek|fenk|sot) (?:\w+ )?(?:pran|arete|kenbe|mennen|rive|antre|tire|vini)/,
    / (?:yo |ice |polis |lapolis )(?:pran|arete|mennen|kenbe|kanpe|rete) (?:\w+ ){0,4}(?:jodia|maten an|maten|kounye|talè|tale|la a) /,
    / (?:vle|ap fose|fose|mande) (?:m|mwen|li|nou)? ?(?:siyen|ouvri|antre)| (?:anmwe|sekou|ijans)(?: \w+){0,3} (?:ice|imigrasyon|polis)/,
    / (?:ice|polis|lapolis|imigrasyon) (?:\w+ )?(?:rete|kanpe|kenbe) (?:m|mwen|nou) /,
  ],
  taken: [
    / (?:pran|arete|mennen|kenbe) (?:\w+ )?(?:mari|madanm|frè|fre|se|manman|papa|pitit|zanmi|kouzen|tonton|vwazen|mwen|m) /,
  ],
  maybe: [
    / (?:ice|imigrasyon|ajan) (?:\w+ ){0,3}(?:nan|sou|bo|pre|kote) /,
    / (?:gen|wè|we) (?:\w+ )?(?:ice|imigrasyon|ajan)/,
  ],
  danger: [
    / (?:zam|fizi|revolve|kouto|tire|senyen|pa ka respire|bat mwen|ap bat|blese|touye|tuye|mouri|pitit (?:\w+ )?pou kont|timoun (?:\w+ )?pou kont|san konesans) /,
  ],
  imagined: / (?:si|sizoka|si yo|le yo vini|ka rive) /,
  asked: / (?:eske|es ke) (?:\w+ ){0,3}?(?:ka|kapab|dwe|gen dwa) /,
  wondered: / (?:eske|es ke) /,
  past: / (?:semen|mwa|ane|lane) (?:pase|ki pase|denye)| gen (?:\w+ )?(?:jou|semen|mwa|ane|lane) | an (?:19|20)\d\d | nan (?:19|20)\d\d /,
  yesterday: / (?:ye|ye swa) /,
  thisMoment: / (?:kounye|kounye a|kounya|jodia|maten an|fek|fenk|minit|vit) /,
  news: / (?:nouvel|radyo|televizyon|jounal|trump|prezidan)/,
  hearsay: / (?:mwen tande|tande|yo di|rimè|rime|eske se vre|facebook|whatsapp)/,
  searching: / (?:kote (?:li|yo)|kouman pou (?:m|mwen) jwenn|jwenn|kosyon)/,
};

export const TAGALOG: UrgencyRules = {
  now: [
    / (?:nasa|nandito|andito|nandoon|narito) (?:\w+ ){0,3}(?:labas|pinto|pintuan|loob|bahay|trabaho|dito|ice|imigrasyon|immigration|pulis|sila|eskwelahan)/,
    / (?:may|meron|merong) (?:\w+ ){0,2}(?:ice|imigrasyon|immigration|pulis|ahente) (?:\w+ ){0,2}(?:sa (?:labas|trabaho|pinto|bahay|eskwelahan)|dito|ngayon)/,
    / (?:kumakatok|kinakatok|pumapasok|hinuhuli|hinahanap|sinusundan|dinadala|kinukuha|inaaresto|pinipilit|tinatanong|binubuksan|sinisira|hinahabol) /,
    / (?:ngayon|ngayun|kanina|kanina lang|kaninang umaga|kakakuha|kaka\w+|bagong) (?:\w+ ){0,4}(?:kinuha|hinuli|dinampot|inaresto|dinala|dumating|pumasok|ice|pulis)/,
    / (?:kinuha|hinuli|dinampot|inaresto|dinala|dumating|pinara|pinahinto) (?:\w+ ){0,6}(?:ngayon|kanina|kaninang|lang|ngayun) /,
    / (?:gusto|gustong|pilit|pinapa\w+) (?:\w+ ){0,3}(?:pumasok|papirmahin|pirmahan|pumirma|pirma|buksan)/,
    / (?:tulong|saklolo|emergency|tulungan)(?: \w+){0,4} (?:ice|imigrasyon|immigration|pulis)/,
    / (?:pinara|pinahinto|hinarang) (?:ako|kami)/,
  ],
  taken: [
    / (?:kinuha|hinuli|dinampot|inaresto|dinala) (?:\w+ ){0,4}(?:asawa|kapatid|kuya|ate|nanay|tatay|anak|pinsan|tito|tita|kaibigan|ako) /,
  ],
  maybe: [
    / (?:may|meron|nakita ko|nakakita) (?:\w+ ){0,3}(?:ice|imigrasyon|immigration|ahente|pulis) /,
    / (?:ice|imigrasyon) (?:\w+ ){0,2}(?:sa|dito|malapit) /,
  ],
  danger: [
    / (?:baril|binaril|namamaril|kutsilyo|dumudugo|dugo|hindi makahinga|di makahinga|sinasaktan|binubugbog|binugbog|nasugatan|sugatan|patayin|papatayin|magpakamatay|gusto ko nang mamatay|mag isa ang (?:bata|anak)|walang malay|nag iisa) /,
  ],
  imagined: / (?:paano kung|pano kung|kung|pag|kapag|sakali|sakaling|baka) /,
  asked:
    / (?:pwede ba|puwede ba|maaari ba|pwedeng|puwedeng|dapat ba|kailangan ba|may karapatan ba)(?:ng)? (?:\w+ )?(?:ang )?(?:ice|pulis|immigration|imigrasyon)?/,
  wondered: / (?:totoo ba|meron ba|may) (?:\w+ )?ba /,
  past: / (?:noong|nung|nakaraan\w*|dati|matagal na|(?:linggo|buwan|taon) na ang nakalipas) /,
  yesterday: / (?:kahapon|kagabi) /,
  thisMoment: / (?:ngayon|ngayun|kanina|kanina lang|kaninang|bilis|minuto) /,
  news: / (?:balita|sa tv|nabasa ko|trump|presidente|pelikula)/,
  hearsay: / (?:narinig ko|sabi nila|totoo ba|tsismis|facebook|group chat)/,
  searching: / (?:nasaan|saan|paano (?:ko )?(?:hanapin|mahanap)|piyansa|hanapin)/,
};

/** Scripts whose words have no ASCII letters: patterns are parts of words, spaces where words have ends. */
export const UKRAINIAN: UrgencyRules = {
  now: [
    /(?:ice|імміграц\S*|иммиграц\S*|міграц\S*|миграц\S*|агент\S*|поліц\S*|полиц\S*|вони|они) (?:\S+ ){0,3}(?:тут|здесь|під (?:моїми |нашими )?дверима|под (?:моей |нашей )?дверью|біля дверей|у двер\S+|за дверима|за дверью|на порозі|в домі|в доме|вдома|дома|на роботі|на работе|надворі|зовні|снаружи)/,
    /(?:стукає|стукають|стучат|стучит|стукаю|ломляться|ломятся|грюкають|дзвонять у двері|вламуються)/,
    /(?:забирають|забирает|забирают|арештовують|арестовывают|затримують|задерживают|заходять|заходят|вриваються|преслідують|їдуть за мною)/,
    /(?:щойно|тільки що|только что|зараз|сейчас|сьогодні|сегодня|вранці|утром) (?:\S+ ){0,4}(?:забрал\S*|заарештувал\S*|арестовал\S*|затримал\S*|задержал\S*|прийшл\S*|пришл\S*|приїхал\S*|приехал\S*|зупинил\S*|остановил\S*)/,
    /(?:забрал\S*|заарештувал\S*|арестовал\S*|затримал\S*|задержал\S*) (?:\S+ ){0,4}(?:щойно|только что|зараз|сейчас|сьогодні|сегодня|вранці|утром)/,
    /(?:змушують|вимагають|хочуть|заставляют|требуют|хотят) (?:\S+ ){0,3}(?:підпис\S*|подпис\S*|увійти|войти|зайти|відкри\S*|открыл\S*)/,
    /(?:мене|нас|меня) (?:зупинил\S*|остановил\S*|затримал\S*|задержал\S*)|облава (?:зараз|сейчас|тут|здесь|на мо)/,
  ],
  taken: [
    /(?:забрал\S*|заарештувал\S*|арестовал\S*|затримал\S*|задержал\S*) (?:\S+ )?(?:мого|мою|моєї|моего|мого|мене|меня|чоловіка|мужа|брата|сестру|сина|сына|маму|тата|папу|дружину|жену)/,
  ],
  maybe: [
    /(?:ice|агент\S*|імміграц\S*|міграц\S*|облав\S*) (?:\S+ ){0,3}(?:на|в|біля|около|коло|у) /,
    /(?:бачу|бачив|бачила|вижу|видел\S*) (?:\S+ ){0,2}(?:ice|агент)/,
  ],
  danger: [
    /(?:пістолет|пистолет|зброя|зброєю|оружи|стріля|стреля|поранен|ранен|кров|не можу дихати|не могу дышать|бє мене|мене бє|мене душить|бьет|бьёт|вбити себе|убить себя|самогубств|самоубийств|хочу померти|хочу умереть|не хочу жити|дитина сама|діти самі|ребенок один|непритом|без сознания|вбиває|убивает)/,
  ],
  imagined: /(?:що якщо|якщо|якби|що робити якщо|если|что если|раптом|у разі|коли прийдуть|когда придут)/,
  asked:
    /(?:чи може(?: ice| поліція| хтось)?|чи можуть|чи мають|чи має|чи треба|чи потрібно|чи безпечно|может ли|могут ли|имеют ли|должен ли|нужно ли)/,
  wondered: /(?:^| )чи /,
  past: /(?:минулого|минулої|торік|в прошлом|на прошлой|(?:тижн\S*|місяц\S*|рок\S*|років|днів|недел\S*|месяц\S*|год\S*|лет|дней) (?:тому|назад)|(?:19|20)\d\d)/,
  yesterday: /(?:вчора|вчера)/,
  thisMoment:
    /(?:зараз|щойно|сейчас|только что|хвилин|минут|годину тому|час назад|сьогодні|сегодня|швидше|терміново|срочно)/,
  news: /(?:новин|новост|телевіз|телевиз|стаття|статт|читав|читала|трамп|президент)/,
  hearsay: /(?:чув|чула|слышал|кажуть|говорят|чутки|слухи|чи правда|правда ли|фейсбук)/,
  searching: /(?:де він|де вона|где он|где она|як знайти|как найти|застав|залог)/,
};

export const CHINESE: UrgencyRules = {
  now: [
    /(?:在|正在|就在|还在|一直在)(?:我|我们|我家|咱)?(?:的)?(?:敲|砸|撞|抓|拍)(?:门|我|人)?/,
    /(?:ice|移民局|警察|特工|他们)(?:的人)?(?:正|就|现在)?在(?:我|我们)(?:的)?(?:家|工作|公司|店|餐馆|学校|楼|车|工厂)/,
    /(?:在|到|到了|来了|来到)(?:我|我们|公司|工厂|餐馆|学校|店|家)?(?:家|的)?(?:家)?(?:门口|门外|外面|楼下|里面|这里|这儿|这边|工作的地方|店里)/,
    /(?:来了|进来了|闯进|冲进|破门|敲门)/,
    /(?:刚刚|刚才|刚|今天|今早|现在|正在)(?:.{0,8})(?:抓走|带走|抓了|逮捕|拘留|拦|抓人|问我|搜查|被抓|被带)/,
    /(?:要我|逼我|让我|叫我|强迫我|要他|让他)(?:.{0,3})(?:签字|签名|签文件|开门|签)/,
    /(?:拦住|拦下|跟踪|追)(?:了)?(?:我|我们)|(?:救命|紧急).{0,6}(?:ice|移民局|警察)/,
  ],
  taken: [
    /(?:抓走|带走|抓了|逮捕|拘留|抓|被抓)(?:了)?(?:我|我的)?(?:.{0,2})(?:老公|丈夫|妻子|老婆|爸|妈|父|母|弟|哥|姐|妹|儿子|女儿|朋友|同事)/,
    /(?:老公|丈夫|妻子|老婆|爸爸|妈妈|父亲|母亲|弟弟|哥哥|姐姐|妹妹|儿子|女儿|朋友|同事)(?:.{0,4})被(?:.{0,6})(?:抓|带走|逮捕|拘留)/,
  ],
  maybe: [
    /(?:ice|移民局|移民警察|执法人员|特工|警察)(?:.{0,4})(?:在|来|抓人|附近)/,
    /(?:看到|看见|有)(?:.{0,4})(?:ice|移民局|移民官|特工)/,
  ],
  danger: [
    /(?:枪|开枪|中枪|刀|流血|受伤|不能呼吸|喘不过气|打我|家暴|昏迷|晕倒|杀我|杀了|自杀|想死|不想活|孩子一个人|小孩一个人|孩子独自|催泪|辣椒喷雾|救护车)/,
  ],
  imagined: /(?:如果|要是|假如|万一|的话|假设|以防|来了怎么办|来的时候)/,
  asked:
    /(?:可以|能不能|可不可以|能否|有没有权|有权|需要|必须|应该|是否|能)(?=.{0,20}(?:吗|么|不能|不可以|进|问|查|抓|$))/,
  wondered: /(?:有没有|是不是|在不在|吗$|吗 $)/,
  past: /(?:去年|前年|上周|上个月|上星期|以前|几年前|年前|个月前|周前|天前|(?:19|20)\d\d ?年)/,
  yesterday: /(?:昨天|昨晚)/,
  thisMoment: /(?:刚刚|刚才|现在|正在|分钟前|小时前|今天|今早|马上|快)/,
  news: /(?:新闻|电视|报道|文章|特朗普|川普|总统|其他城市|看到说)/,
  hearsay: /(?:听说|据说|传言|谣言|是真的吗|真的吗|微信群|群里|有人说)/,
  searching: /(?:在哪|怎么找|找到|保释|探视|哪里)/,
};

export const ARABIC: UrgencyRules = {
  now: [
    /(?:على|عند|أمام|امام|قدام|خلف) (?:ال)?(?:باب|بابي|البيت|بيتي|منزلي)/,
    /(?:[يت]طرق|يطرقون|[يت]دق|يدق|يدقون|بيدقوا|بيخبطوا|يقتحم\S*|دخلوا|اقتحموا|يدخلون|يكسرون|يأخذون|ياخذون|يعتقلون|بياخدوا|يلاحق\S*|يتبع\S*)/,
    /(?:هنا|في الخارج|بالخارج|برا|داخل البيت|في عملي|في الشغل|في مكان عملي)(?: |$)/,
    /(?:الآن|الان|للتو|قبل قليل|اليوم|هذا الصباح|دلوقتي|هلق) (?:\S+ ){0,4}(?:أخذ\S*|اخذ\S*|اعتقل\S*|أوقف\S*|اوقف\S*|احتجز\S*|جاء\S*|وصل\S*)/,
    /(?:أخذ\S*|اخذ\S*|اعتقل\S*|احتجز\S*|أوقف\S*|اوقف\S*) (?:\S+ ){0,4}(?:الآن|الان|للتو|قبل قليل|اليوم|هذا الصباح|دلوقتي|قبل دقائق|قبل ساعة)/,
    /(?:يريدون|يطلبون|يجبرون\S*|عايزين|بدهم) (?:\S+ ){0,3}(?:أوقع|اوقع|التوقيع|الدخول|يدخلوا|أفتح|افتح|أن أفتح)|أوقفوني|اوقفوني|أوقفتني|اوقفتني/,
  ],
  taken: [
    /(?:أخذوا|اخذوا|أخذت|اخذت|اعتقلوا|اعتقلت|احتجزوا|احتجزت|خدوا) (?:\S+ )?(?:زوجي|زوجتي|أخي|اخي|أختي|اختي|أبي|ابي|والدي|أمي|امي|والدتي|ابني|ابنتي|صديقي|جاري)/,
  ],
  maybe: [
    /(?:ice|الهجرة|عملاء|مداهم\S*|آيس|ايس) (?:\S+ ){0,3}(?:في|قرب|عند|بالقرب)/,
    /(?:رأيت|شفت|أرى|يوجد|في) (?:\S+ )?(?:ice|الهجرة|عملاء)/,
  ],
  danger: [
    /(?:مسدس|سلاح|أسلحة|سكين|أطلق\S* النار|اطلق\S* النار|رصاص|ينزف|نزيف|لا أستطيع التنفس|لا استطيع التنفس|مش قادر اتنفس|يضربني|بيضربني|ضربوه|ضربوني|مصاب|جريح|فاقد الوعي|سيقتلني|يقتلني|انتحر|الانتحار|أريد أن أموت|اريد ان اموت|طفل\S* وحده|أطفال\S* وحدهم|الأطفال وحدهم|غاز)/,
  ],
  imagined: /(?:^| )(?:ماذا لو|إذا|اذا|لو|في حال|عندما يأتي|ماذا أفعل إذا|لما يجي)/,
  asked: /(?:^| )(?:هل يمكن|هل يحق|هل يجب|هل تستطيع|هل يستطيع|ممكن|هل علي|هل من حق)/,
  wondered: /(?:^| )هل /,
  past: /(?:الماضي|الماضية|قبل (?:\S+ )?(?:أيام|ايام|أسبوع|اسبوع|أسابيع|شهر|أشهر|شهور|سنة|سنوات|سنين|عام)|منذ (?:\S+ )?(?:أيام|أسبوع|شهر|أشهر|سنة|سنوات|عام)|عام (?:19|20)\d\d|سنة (?:19|20)\d\d|في (?:19|20)\d\d)/,
  yesterday: /(?:أمس|امس|البارحة|مبارح|امبارح)/,
  thisMoment: /(?:الآن|الان|للتو|قبل قليل|دقائق|هذا الصباح|اليوم|دلوقتي|بسرعة|حالا)/,
  news: /(?:الأخبار|الاخبار|التلفزيون|قرأت|مقال|ترامب|الرئيس)/,
  hearsay: /(?:سمعت|يقولون|إشاعة|شائعات|هل صحيح|فيسبوك|واتساب)/,
  searching: /(?:أين|اين|وين|فين|كيف أجد|كيف اجد|كفالة)/,
};

export const HINDI: UrgencyRules = {
  now: [
    /(?:दरवाजे|दरवाजे|दरवाजा|दरवाजा|घर|बाहर|यहां|यहाँ|अंदर|काम|दुकान|स्कूल|सामने) (?:\S+ ){0,4}(?:है|हैं|खडे|खडी|आए|आ गए|आ गई|आई)/,
    /(?:खटखटा|ठोक रहे|पीट रहे|तोड रहे|घुस|ले जा रह|पकड रह|गिरफ्तार कर रह|पीछा कर रह|पूछ रह|आ गए|आ गई)/,
    /(?:अभी|अभी अभी|आज|आज सुबह) (?:\S+ ){0,5}(?:ले गए|ले गई|पकड|गिरफ्तार|उठा|हिरासत|रोक)/,
    /(?:साइन|हस्ताक्षर|दस्तखत) (?:\S+ ){0,2}(?:करवा|करने को|करने के लिए)|(?:मुझे|हमें) (?:\S+ ){0,2}(?:रोका|रोक लिया|पकड)/,
  ],
  taken: [/(?:पति|पत्नी|भाई|बहन|पिता|पापा|मां|माँ|बेटे|बेटी|दोस्त|चाचा) (?:\S+ ){0,3}(?:ले गए|ले गई|पकड|गिरफ्तार|उठा|हिरासत)/],
  maybe: [
    /(?:ice|इमिग्रेशन|एजेंट|आइस|पुलिस) (?:\S+ ){0,4}(?:में|पर|पास) /,
    /(?:ice|इमिग्रेशन|एजेंट|आइस) (?:\S+ )?(?:दिख|देखा|आया)/,
  ],
  danger: [
    /(?:बंदूक|पिस्तौल|गोली|चाकू|खून|सांस नहीं|साँस नहीं|मार रहा|मार रहे|पीट रहा|घायल|बेहोश|जान से मार|आत्महत्या|मरना चाहत|खुदकुशी|बच्चा अकेला|बच्चे अकेले|जीना नहीं)/,
  ],
  imagined: /(?:अगर|यदि|जब |मान लो|क्या होगा)/,
  asked: /(?:^| )क्या (?:\S+ ){0,8}(?:सकत|चाहिए|अधिकार|पडेगा)/,
  wondered: /(?:^| )क्या (?=(?:\S+ ){0,8}(?:है|हैं) $)/,
  past: /(?:पिछले|पिछली|(?:दिन|हफ्ते|हफ्ते|महीने|साल) पहले|(?:19|20)\d\d में)/,
  yesterday: /(?:^| )कल /,
  thisMoment: /(?:अभी|इस समय|मिनट पहले|घंटे पहले|आज|जल्दी)/,
  news: /(?:खबर|समाचार|न्यूज|टीवी|पढा|ट्रंप|राष्ट्रपति)/,
  hearsay: /(?:सुना है|सुना|अफवाह|क्या यह सच|क्या ये सच|लोग कह|फेसबुक|व्हाट्सएप)/,
  searching: /(?:कहां|कहाँ|कैसे ढूं|कैसे ढूँ|जमानत|जमानत)/,
};

export const URDU: UrgencyRules = {
  now: [
    /(?:دروازے|دروازہ|گھر|باہر|یہاں|اندر|کام|سکول|اسکول|سامنے) (?:\S+ ){0,4}(?:ہے|ہیں|کھڑے|کھڑی|آئے|آ گئے|آ گئی)/,
    /(?:کھٹکھٹا|دستک دے|توڑ رہے|گھس|لے جا رہے|پکڑ رہے|گرفتار کر رہے|پیچھا کر رہ|پوچھ رہے|آ گئے|آگئے)/,
    /(?:ابھی|ابھی ابھی|آج|آج صبح) (?:\S+ ){0,5}(?:لے گئے|لے گئی|پکڑ|گرفتار|اٹھا|حراست|روک)/,
    /(?:دستخط|سائن) (?:\S+ ){0,2}(?:کروا|کرنے کو|کرنے کے لیے|کرو)|(?:مجھے|ہمیں) (?:\S+ ){0,2}(?:روکا|روک لیا|پکڑ)/,
  ],
  taken: [
    /(?:شوہر|بیوی|بھائی|بہن|والد|ابو|امی|والدہ|بیٹے|بیٹی|دوست|چچا) (?:\S+ ){0,3}(?:لے گئے|لے گئی|پکڑ|گرفتار|اٹھا|حراست)/,
  ],
  maybe: [
    /(?:ice|امیگریشن|ایجنٹ|آئس|پولیس) (?:\S+ ){0,4}(?:میں|پر|پاس) /,
    /(?:ice|امیگریشن|ایجنٹ|آئس) (?:\S+ )?(?:دیکھ|نظر|آیا)/,
  ],
  danger: [
    /(?:بندوق|پستول|گولی|چاقو|خون|سانس نہیں|مار رہا|مار رہے|پیٹ رہا|زخمی|بے ہوش|جان سے مار|خودکشی|مرنا چاہت|بچہ اکیلا|بچے اکیلے|جینا نہیں)/,
  ],
  imagined: /(?:اگر|جب |فرض کریں|کیا ہوگا)/,
  asked: /(?:^| )کیا (?:\S+ ){0,8}(?:سکت|چاہیے|حق|پڑے گا)/,
  wondered: /(?:^| )کیا (?=(?:\S+ ){0,8}(?:ہے|ہیں) $)/,
  past: /(?:پچھلے|پچھلی|گزشتہ|(?:دن|ہفتے|مہینے|سال) پہلے|(?:19|20)\d\d میں)/,
  yesterday: /(?:^| )کل /,
  thisMoment: /(?:ابھی|اس وقت|منٹ پہلے|گھنٹے پہلے|آج|جلدی)/,
  news: /(?:خبر|نیوز|ٹی وی|پڑھا|ٹرمپ|صدر)/,
  hearsay: /(?:سنا ہے|سنا|افواہ|کیا یہ سچ|لوگ کہہ|فیس بک|واٹس ایپ)/,
  searching: /(?:کہاں|کیسے ڈھونڈ|ضمانت)/,
};
