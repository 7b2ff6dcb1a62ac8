/**
 * Frequent words of the languages in Latin script, as people text them: accents folded, text-speak included.
 * Chosen by hand: function words, and what people ask this hotline. Words of several languages stand in each list.
 * What all of them share (ICE, DACA, names) is in none.
 */

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

export const LANGUAGE_WORDS = {
  en: words(`
    the a an and or but if of to in on at by for from with without about into over under out up down off as is are was
    were be been being am do does did done doing have has had having can could will would shall should may might must i
    me my mine you your yours he him his she her hers it its we us our they them their this that these those there here
    who whom whose what which when where why how not no yes yeah yep nope dont doesnt didnt cant couldnt wont wouldnt isnt
    arent wasnt werent hasnt havent im ive ill id youre theyre hes shes its thats whats wheres u ur r n y wat wut wht pls
    plz please thx thanks thank hi hello hey help need want know think tell ask say said says go going gone come coming
    came get getting got gotten give take taking took taken see seeing saw seen hear heard look find found call called
    calling make made let stop stopped start open close door knock knocking outside inside house home street car truck
    van bus train work job boss school church hospital court jail police cop cops officer officers agent agents
    immigration raid raids arrest arrested detained deport deported deportation warrant lawyer attorney judge papers
    sign signed documents rights right silent answer questions question city state law free money pay cost phone number
    name son daughter kids kid children child baby mom dad mother father husband wife brother sister uncle aunt cousin
    friend neighbor neighbour people person man men woman someone somebody anyone everybody nobody just now today
    tonight yesterday tomorrow morning night week month year ago last next after before during while again still
    already never always very much many more most some any all both each other only really like because so than then
    too also well good bad new old safe scared afraid hurt gun shot breathe happened happening real true rn asap idk omg
    wanna gonna gotta lemme wtf tho bc cuz cause
  `),
  es: words(`
    el la los las un una unos unas y o u pero si de del a al en con sin por para sobre entre hasta desde como es son era
    eran fue fueron ser soy somos eres esta estan estaba estaban estoy estamos estar este esto estos estas ese eso esa
    esos aquel hay habia ha han he hemos haber tengo tiene tienen tenemos tener tenia puedo puede pueden podemos poder
    podria quiero quiere quieren queremos quisiera debo debe deben hago hace hacen hacer ago hizo hicieron voy va van vamos
    ir ven viene vienen vino vinieron llego llegaron llega llegan yo tu el ella ellos ellas nosotros usted ustedes me te
    se lo le les nos mi mis su sus tus que quien quienes cual cuando donde porque no si ya aqui aki alli ahi aca afuera
    adentro ahora ahorita orita hoy ayer manana noche dia semana mes ano anos hora antes despues todavia siempre nunca
    muy mas menos mucho mucha muchos poco algo alguien nadie nada todo toda todos todas otro otra solo tambien asi bien
    mal bueno buenas buenos hola gracias grasias favor porfa porfavor ayuda ayudame ayudenme ayudar auxilio socorro
    necesito nesesito ocupo digo dice dicen decir dijo digan diga pregunta preguntan preguntar contesto contestar
    respondo firmar firmo firme abro abrir puerta tocando tocan casa calle carro coche trabajo jefe escuela iglesia
    hospital corte carcel policia policias chota agente agentes oficial oficiales migra inmigracion migracion redada
    redadas arrestaron arrestado arresto detuvieron detenido detenida detener detienen deportar deportaron deportacion
    orden juez abogado abogada papeles documentos derechos derecho callado silencio ciudad santuario estado ley gratis
    dinero pagar cuesta telefono numero nombre hijo hija hijos ninos nino nina bebe mama papa madre padre esposo esposa
    marido hermano hermana tio tia primo prima amigo amiga vecino vecina vecinos gente persona hombre hombres mujer
    llevaron llevo llevan llevando llevarse agarraron agarro paro pararon parado siguiendo sigue miedo seguro verdad
    cierto paso pasa pasando pasar x xq pq k q ke qe kiero keria kien komo dnd tb tmb bn pa pal pos pues andan anda
    andar veo vi vieron oi escuche miro mire encontrar encuentro busco buscar llamar llamo
  `),
  pl: words(`
    i w we na z ze do od dla po za przed przy pod nad o u bez przez czy nie tak jest sa byl byla bylo byli byc bede
    bedzie mam ma maja mamy miec mial moge moze moga mozna musze musi musza trzeba chce chca chcialbym prosze dziekuje
    dzieki witam czesc dzien dobry ja ty on ona ono my wy oni one mnie mi mnie cie ci go jego jej im ich nas nam wam moj
    moja moje mojego mojej moich twoj twoja swoj to ten ta te tego tej tym co kto kogo komu kiedy gdzie dlaczego jak
    jaki jaka jakie ktory ktora ktore ile jesli jezeli gdy bo ale albo lub oraz tez juz jeszcze teraz dzis dzisiaj
    wczoraj jutro rano noc tydzien miesiac rok lat temu tutaj tu tam zawsze nigdy bardzo wiecej tylko ktos nikt nic cos
    wszystko wszyscy pomoc pomocy pomozcie pomoz potrzebuje powiedziec robic zrobic zrobili robia ida idzie przyszli
    przyjechali stoja stoi puka pukaja drzwi drzwiami dom domu dom ulica ulicy samochod auto praca pracy szef szkola
    szkole kosciol szpital sad sadu wiezienie policja policji policjant agent agenci imigracyjny imigracyjna urzad
    nalot lapanka aresztowali aresztowany zatrzymali zatrzymany zatrzymana deportacja deportowac nakaz sedzia sedziego
    adwokat prawnik prawnika dokumenty papiery podpisac prawa prawo milczec milczenia miasto stan darmo pieniadze
    zaplacic telefon numer syn corka dzieci dziecko mama tata matka ojciec maz meza zona brat brata siostra wujek sasiad
    ludzie czlowiek zabrali zabieraja wzieli boje bezpieczne prawda mowic otworzyc otwierac znalezc znajde wejsc moim
    mieszkania mieszkanie
  `),
  tl: words(`
    ang mga ng sa na ay at o si ni kay sina para kung pag kapag dahil kasi pero ngunit hindi di huwag wag wala walang
    may mayroon meron ako ko akin aking ikaw ka mo iyo iyong siya sya niya nya kanya kami namin amin aming tayo natin
    atin kayo nyo ninyo inyo sila nila kanila ito eto iyan yan iyon yun dito rito diyan doon ano anong sino sinong
    kailan saan nasaan bakit paano pano papaano ilan magkano alin oo opo po ho ba nga naman lang lamang din rin pa muna
    na ulit lagi palagi ngayon kanina kahapon bukas mamaya araw gabi linggo buwan taon umaga salamat kumusta kamusta
    magandang tulong tulungan kailangan gusto pwede puwede pwd dapat alam sabi sabihin gawin gagawin ginawa ginagawa
    pumunta punta pupunta dumating darating nandito andito nandoon nasa labas loob pinto pintuan kumakatok katok bahay
    kalsada kotse sasakyan trabaho amo eskwelahan simbahan ospital korte kulungan pulis imigrasyon ahente hinuli hinuhuli
    huli huhulihin kinuha dinala dinampot naaresto inaresto papeles dokumento pirma pirmahan karapatan manahimik abogado
    hukom lungsod batas libre pera bayad telepono numero pangalan anak mga bata nanay tatay ina ama asawa kapatid kuya
    ate tito tita pinsan kaibigan kapitbahay tao lalaki babae takot natatakot ligtas totoo nangyari nangyayari buksan
    bubuksan sagutin tanong magtanong mahanap hanapin makita nakita narinig tumawag tawagan ng akong kaming nilang
    pumasok papasok pumapasok mahal maam sir
  `),
  fr: words(`
    le la les un une des du de d et ou mais si a au aux en dans sur sous avec sans pour par chez entre vers est sont
    etait etaient etre suis es sommes etes ete ai as avons avez ont avoir avait fait faire fais font dois doit devons
    peux peut peuvent pouvez pouvoir veux veut veulent voudrais vais va vont aller viens vient viennent venir venu sont
    je j tu il elle on nous vous ils elles me m te t se s lui leur y mon ma mes ton ta tes son sa ses notre nos votre vos
    leurs ce c cet cette ces ca qui que qu quoi quand ou comment pourquoi combien quel quelle quels quelles ne n pas plus
    jamais rien personne oui non ici la maintenant aujourdhui hier demain matin soir nuit jour semaine mois an ans heure
    avant apres pendant depuis deja encore toujours tres trop beaucoup peu bien mal bon bonne bonjour bonsoir salut merci
    svp stp plait aide aidez aider besoin secours dire dit disent parler repondre question questions demande demander
    signer ouvrir ouvre porte frappe frappent dehors dedans maison rue voiture travail patron ecole eglise hopital
    tribunal prison police policier policiers agent agents immigration rafle descente arrete arretee arreter arretes
    detenu detenue expulser expulsion expulse mandat juge avocat papiers documents droits droit silence ville sanctuaire
    etat loi gratuit argent payer coute telephone numero nom fils fille enfants enfant bebe maman papa mere pere mari
    femme frere soeur oncle tante cousin ami amie voisin voisins gens homme hommes quelquun emmene emmenent pris prendre
    peur sur vrai passe trouver chercher appeler appelle voir vu vois entendu pk pcq jai jsuis cest quil quelle quils ya
    etes viens entrer
  `),
  ht: words(`
    mwen m ou w li l nou n yo y mwenmenm se te ap pral va ta ka pa pou nan sou ak avek san ki kisa kiyes kile kote ki
    kouman kijan poukisa konbyen sa sila yon youn la a an lan yo gen genyen pagen dwe fe fet vini vin ale soti rive la
    isit kounye kounya konnya jodi jodia ye demen maten aswe jou semen mwa ane deja toujou janm anpil piti plis tou tout
    anyen pesonn moun kek lot wi non bonjou bonswa alo mesi souple tanpri silvouple ede edem sekou bezwen bezwenn vle
    konnen konn di pale reponn mande kesyon siyen ouvri pot frape ap frape deyo andedan lakay kay lari machin travay
    patwon bos lekol legliz lopital tribinal prizon lapolis polis ajan imigrasyon arete yo arete kenbe pran te pran
    mennen depote depotasyon manda jij avoka papye dokiman dwa silans vil eta lwa gratis lajan peye telefon nimewo non
    pitit timoun ti bebe manman papa mari madanm fre se tonton tant kouzen zanmi vwazen vwazin gason fanm pe mwen pe
    vre verite pase jwenn chache rele we tande eske si le le epi men paske piske anvan apre lot bo fanmi mwen ladan
    antre rantre kite domi mouri blese tire zam sispann
  `),
} as const;
