import type { UrgencyRules } from './rules';

const OFFICER =
  '(?:ice|hielo|migra|imi?nmi?gra[cs]i?on|inmigra[cs]ion|imigra[cs]ion|migra[cs]ion|agentes?|oficial(?:es)?|federales|polis?|polic?ias?|polisias?|chotas?|placa|patrullas?|encapuchados|enmascarados|hombres (?:armados|con \\w+)|tipos (?:armados|con \\w+)|sheriff|camionetas?)';
const ARE = '(?:esta|estan|sta|stan|ta|tan|anda|andan|sigue|siguen|ay|hay)';
const DOING =
  '(?:to[ck]and[oa]|golpeando|pegando(?:le)? (?:a|en|ala)|pateando|rompiendo|tumbando|tirando|forzando|tratando de (?:entrar|abrir|llevarse|romper)|queriendo (?:entrar|abrir)|llevand[oa]\\w*|agarrando|deteniendo|arrestando|esposando|parando|revisando|pidiendo|preguntando|esperando afuera|siguiend[oa]\\w*|persiguiendo|entrando|metiendose|gritando|apuntando|rodeando|interrogando|subiendo|sacando|jalando)';
const PLACE =
  '(?:puerta|pta|casa|ksa|departamento|apartamento|depa|edificio|patio|porche|trabajo|trabaho|jale|chamba|fabrica|tienda|restaurante|cocina|bodega|escuela|eskuela|kinder|iglesia|bus|camion|tren|carro|troca|ventana|pasillo|garage|cuarto|clinica|hospital|entrada|yarda|estacionamiento)';
const SPOT = `(?:aqui|aki|aca|afuera|fuera|ajuera|adentro|dentro|abajo|arriba|enfrente|al lado|(?:en|a|ala|afuera de|fuera de|frente a|dentro de|cerca de) ?(?:la|el|mi|mis|nuestra|nuestro|esta|este|l)? ?${PLACE})`;
const FAMILY =
  '(?:mi|mis|nuestro|nuestra|su) (?:\\w+ )?(?:mama|ma|madre|papa|pa|padre|padres|papas|esposo|esposa|marido|mujer|hijos?|hijas?|bebe|ninos?|ninas?|hermanos?|hermanas?|carnal|tios?|tias?|primos?|primas?|abuel[oa]s?|amig[oa]s?|novi[oa]|vecin[oa]s?|companer[oa]s?|cunad[oa]s?|sobrin[oa]s?|suegr[oa]s?|familia|jef[ea]|patron|yerno|nuera|pareja)';
const TOOK =
  '(?:llevaron|llevo|yevaron|yevo|agarraron|agarro|detuvieron|detuvo|arrestaron|arresto|levantaron|levanto|secuestraron|pararon|paro|subieron|capturaron|esposaron)';

const re = (source: string): RegExp => new RegExp(source);

export const SPANISH: UrgencyRules = {
  now: [
    / hay (?:\w+ ){0,2}(?:hombres?|senor(?:es)?|tipos?|personas|gente|agentes|policias?|carros|camionetas) (?:\w+ )?(?:tocando|golpeando|pateando|afuera|queriendo entrar)/,
    re(` ${OFFICER} (?:\\w+ ){0,3}?${ARE} (?:\\w+ ){0,3}?${SPOT}`),
    re(` ${ARE} (?:\\w+ ){0,2}?(?:la |el |los |unos |de )*${OFFICER} (?:\\w+ ){0,2}?${SPOT}`),
    re(` ${ARE} (?:\\w+ ){0,2}?${SPOT} (?:\\w+ ){0,3}${OFFICER} `),
    re(` (?:ya )?(?:estan|stan|tan|andan) (?:ya |todos )?${SPOT} `),
    re(` (?:estan|stan|tan|andan|siguen|me esta|nos esta|me sta) (?:\\w+ ){0,2}?${DOING}`),
    re(` ${OFFICER} (?:\\w+ ){0,4}?${DOING}`),
    re(` ${DOING} (?:\\w+ ){0,4}?${OFFICER} `),
    re(` ${OFFICER} (?:ya )?${SPOT} `),
    re(
      ` (?:ya )?(?!(?:me |nos )?llego (?:una |un )?(?:carta|correo|texto|mensaje|notificacion|cita|llamada|multa))(?:llego|llegaron|yego|yegaron|vino|vinieron|entro|entraron|se metio|se metieron|cayo|cayeron|aparecio|tumbaron|rompieron) (?:\\w+ ){0,2}(?:${OFFICER}|puerta|ami casa|a mi|en mi|al trabajo|aqui)`,
    ),
    re(
      ` ${OFFICER} (?:\\w+ ){0,2}?(?:ya )?(?:llego|llegaron|entro|entraron|se metio|se metieron|cayo|aparecio|me paro|nos paro|me sigue|me viene)`,
    ),
    / (?:se (?:me |nos )?metieron|se metio|(?:ya )?entraron|tumbo|tumbaron|rompio|rompieron|patearon|forzaron|quebraron) (?:\w+ ){0,2}?(?:casa|ksa|puerta|cuartos?|recamara|sala|departamento|apartamento|ventana|fuerza|mientras|sin|por|con|de todos|ayuda|niños|ninos|ay|aqui)/,
    / (?:y|ya) (?:se metieron|entraron) | (?:se metieron|entraron) $/,
    / (?:estan|andan) (?:\w+ )?(?:en mi (?:sala|cuarto|recamara|cocina)|registrando|esculcando|timbrando|buscando)/,
    / (?:me|nos|lo|la) (?:pusieron|ponen) (?:las )?esposas| (?:traen|llevan) esposad\w+/,
    / (?:me|nos) (?:rodearon|cerraron el paso|quitaron|empujaron|siguieron|interrogan|llevaron a)| rodearon (?:mi|el|la|nuestro)/,
    / (?:estoy|estamos|voy|vamos|va|van|esta) (?:\w+ )?en (?:una|la|un) (?:van|camioneta|patrulla|oficina) (?:de|con) (?:la |los )?(?:ice|migra|inmigracion|agentes)/,
    / (?:atras|detras) (?:de mi )?con (?:las )?(?:luces|sirenas?)/,
    / (?:oficial|agente|agentes|oficiales|ellos) (?:\w+ )?(?:dice|dicen|quiere|quieren) (?:que )?(?:mi firma|firm\w+|abr\w+|salg\w+)| quieren (?:mi firma|abrir|revisar|ver mi|mi telefono|mi id)/,
    / no se (?:quieren|kieren) (?:ir|salir)| no se [vb]an /,
    / (?:to[ck]an?|golpean?|patean?) (?:\w+ ){0,4}(?:la |mi |ala |ami |nuestra )?puerta/,
    / (?:acaba|acaban|akaba|akaban|acabo) (?:de|d) (?:\w+ )?(?:llev\w+|lleg\w+|entr\w+|agarr\w+|deten\w+|arrest\w+|par\w+|toc\w+|pas\w+|met\w+|sub\w+|dispar\w+|sac\w+|ver a|ir|venir)/,
    / (?:me|nos|lo|la|le|los) (?:tienen|tiene) (?:\w+ )?(?:detenid\w+|arrestad\w+|parad\w+|esposad\w+|rodead\w+|aqui|encerrad\w+|agarrad\w+|en (?:la|una|el) )/,
    / (?:me|nos|lo|la|le|les) (?:quieren|quiere|estan|esta|dicen|dice|piden|pide|obligan|obliga) (?:\w+ ){0,3}?(?:firm\w+|abr\w+|deport\w+|llev\w+|arrest\w+|par[ae]\w*|salg\w+|baj\w+ (?:la|del|el)|obligand\w+|forzand\w+|presionand\w+)/,
    / (?:quieren|quiere) (?:entrar|que (?:abra|abramos|firme|salga|baje)|llevarse|meterse|tumbar)| no (?:dejan|paran|se van)(?: de)? (?:tocar|golpear|salir|gritar)| no se quieren ir/,
    / (?:dicen|dice|disen) (?:que |q |k |ke )?(?:tienen|traen|tiene|trae) (?:una |un )?(?:orden|papel|papeles)/,
    / (?:bajaron|sacaron|jalaron|arrastraron) (?:\w+ ){0,2}(?:a |ami )(?:mi|un|una|mis|el|la) (?:\w+ )?(?:del|de la|de su|de mi)/,
    re(` redadas? (?:\\w+ )?(?:ahora|ahorita|orita|aqui|aki|en mi|en el trabajo|en este momento)`),
    re(` (?:hay|ay) (?:\\w+ ){0,2}(?:redada|${OFFICER})(?: \\w+){0,2} (?:${SPOT}|ahora|ahorita|orita|en este momento)`),
    re(` (?:veo|estoy viendo|estamos viendo) (?:\\w+ ){0,3}(?:${OFFICER})`),
    re(
      ` (?:ayuda|ayudenme|ayudeme|ayudame|auxilio|socorro|urgente|emergencia|sos|dios mio)(?: (?:por favor|porfa\\w*|ya|me|es|rapido))* (?:la |el |los |es |esta |estan |llego |viene )*${OFFICER} `,
    ),
    / (?:es una|tengo una|hay una) emergencia/,
    re(` ${OFFICER}(?: \\w+){0,5} (?:ahora mismo|ahorita|orita|en este momento|ahora) `),
    / (?:deport\w+|avion|vuelo|traslad\w+|firm\w+)(?: \w+){0,4} (?:hoy|esta noche|manana|ahorita|ahora mismo)/,
    / (?:sin|no tiene|necesita) (?:su |la |sus )?(?:insulina|medicinas?|medicamentos?|inhalador)/,
    / (?:estoy|estamos) (?:\w+ )?(?:escondid\w+|encerrad\w+|atrapad\w+|detenid\w+|arrestad\w+|esposad\w+|rodead\w+|en broadview|parad\w+ (?:por|con) )/,
    re(
      ` (?:obligan|obligando|forzando|presionando|haciendo|hicieron|quieren que) (?:\\w+ )?(?:a )?(?:lo |la |me |nos |${FAMILY} )?(?:a |que )?firm`,
    ),
    / (?:subieron|subian|subiendo|metieron|metian|metiendo) a (?:un|una|mi|dos|varios|unos|unas) (?:\\w+ ){1,3}(?:a|en) (?:una|un|la|el) (?:van|camioneta|carro|troca|patrulla|bus)/,
    / (?:me|nos) (?:vienen?|van?|anda|andan|sigue|siguen|esta|estan) (?:\w+ )?(?:siguiendo|persiguiendo|sigue|parando|deteniendo|arrestando|llevando|golpeando|preguntando|pidiendo)/,
  ],
  taken: [
    re(` (?:se |s )(?:me |nos )?(?:lo |la |los |las )?(?:llevaron|llevo|yevaron|yevo|llevan|estan llevando)`),
    re(` ${TOOK} (?:\\w+ )?(?:a |ami |al )?${FAMILY}\\b`),
    re(` (?:a|ami) ?${FAMILY} (?:\\w+ ){0,2}(?:se )?(?:lo |la |los )?${TOOK}`),
    / (?:me|nos) (?:paro|pararon|detuvo|detuvieron|agarro|agarraron|arresto|arrestaron|esposaron|siguio)/,
    re(` ${FAMILY} (?:esta|fue|lo tienen|la tienen) (?:detenid|arrestad|agarrad)`),
    / (?:lo|la|los) (?:agarro|agarraron|detuvieron|arrestaron|subieron a)/,
  ],
  maybe: [
    re(
      ` (?:hay|ay|anda|andan|vi|vimos|vieron|miro|mire|miraron|esta|estan|sta) (?:\\w+ ){0,3}?(?:${OFFICER}|redadas?) `,
    ),
    re(` (?:${OFFICER}|redadas?) (?:\\w+ ){0,3}?(?:en|por|cerca|rumbo|afuera|alrededor) `),
    re(` ${OFFICER} (?:\\w+ ){0,2}?(?:anda|andan|esta|estan|viene|vienen|paso|pasaron|vino|vinieron|toco|tocaron) `),
    / (?:me|nos) (?:pega|golpea|amenaza|maltrata|pego|golpeo|amenazo)/,
    / (?:me|nos|lo|la) van a (?:deportar|arrestar|detener|llevar|trasladar)/,
    / (?:mi|mis) \w+ (?:esta|sigue) en broadview/,
    / (?:estoy|estamos|me siento) en peligro| alguien (?:esta )?(?:toca|tocando)/,
  ],
  danger: [
    / (?:tiene|tienen|trae|traen|con|saco|sacaron|apunta\w*|apunto|tenia) (?:una |un |la |las |sus )?(?:pistolas?|armas?|rifles?|cuchillos?|machete|escopeta)/,
    / (?:armas|pistolas) (?:en la mano|afuera|apuntando)| disparos| dispararon| disparando| balazos?| balacea\w*| le dieron un tiro| tiroteo/,
    / (?:sangrando|sangre|no puedo respirar|no puede respirar|no respira|inconsciente|se desmayo|desmayad\w+|ahorcando|apunalaron|convulsion\w*|ataque (?:al corazon|de asma)|no se mueve|(?:quebro|quebraron|rompio|rompieron) (?:el|la|un|una|mi|su|las?) (?:brazo|pierna|nariz|mano|costilla\w*|hueso\w*)|en labor de parto|hay (?:fuego|un incendio)|se quema|se esta quemando|atropell\w+|parto|infarto|sobredosis)/,
    / (?:gas (?:pimienta|lacrimogeno)|gases lacrimogenos|taser|balas de goma)/,
    / (?:golpeandol?[oae]?|golpeandome|pegandome|pegandole|pateando(?:lo|la|me)|ahorcandome|atacando\w*|lastimando\w*|violando\w*)/,
    / (?:esta|estan|ta) (?:golpeando|pegando|pateando|atacando|lastimando|matando) (?:a |me)| (?:me|nos|lo|la) (?:esta|estan|ta|sta) (?:golpeando|pegando|pateando|ahorcando|matando|lastimando|atacando)/,
    / (?:estoy|esta|estan|estamos) (?:\w+ )?(?:herid[oa]s?|lastimad[oa]s?|golpead[oa]s?|sangrando)/,
    / (?:me|nos|lo|la) (?:quiere|quieren|va a|van a|va|amenaza con) (?:matar|golpear|pegar|disparar|hacer dano)/,
    / (?:mucha sangre|sangre por todos lados)|(?:me|nos|le|lo) (?:estan )?apunta(?:n|ndo|ron) con (?:\w+ )?(?:pistola|arma|rifle)/,
    / duele (?:\w+ )?(?:el|mi) pecho/,
    / (?:me (?:quiero|voy a|quisiera|dan ganas de) (?:matar|quitar la vida)|matarme|quitarme la vida|suicid\w*|quiero morir\w*|me quiero morir|no quiero vivir|ya no quiero vivir|acabar con mi vida|hacerme dano|cortarme|mejor muert[oa]|matarse)/,
    / (?:nin[oa]s?|hij[oa]s?|bebe|bebes|chiquit[oa]s?|hermanit[oa]s?|menores|estoy|dejaron) (?:(?!quedarian|quedaran|si|con|quedarse)\w+ ){0,3}(?:solit[oa]s?|sol[oa]s?)(?: |$)(?!con )/,
    / (?:me|nos) (?:encerro|encerraron|tiene encerrad\w+|tienen encerrad\w+)| no me deja (?:salir|ir)|encerrada con el/,
    / (?:necesito|llamen|manden|pidan|ocupo) (?:a )?(?:una |la )?ambulancia| se (?:esta )?murio|se esta muriendo/,
  ],
  imagined:
    / (?:y si|que pasa si|que pasaria|que hago si|que hacer si|si|en caso|por si|cuando (?:venga|vengan|llegue|lleguen|toque|toquen|viene|vienen|llega|llegan|tocan|toca|pare|paren|alguien|te|la migra|ice)|venga|vengan|lleguen|llegue|toquen|toque|viniera|vinieran|llegara|llegaran|detengan|detenga|detuvieran|pare|paren|agarren|agarre|entren|entre a|pregunte|pregunten|suponiendo|imagin\w+|algun dia|tengo miedo (?:de )?que|miedo a que|podria|podrian|prepar\w+|platica|taller|entrenamiento|aprender) /,
  asked:
    /(?:^| )(?:puede|pueden|pueda|puedo|debe|deben|debo|tengo (?:que|q|k)|tienen derecho|podria|podrian|es legal|va a|van a|sera que|cuando va|por que|porque|x ?q|como|q diferencia|que diferencia|diferencia|cuales son|mis derechos|derechos|hay que|se vale)(?: (?:la|el|los|las|a|al|de|que|q|si|me|le|les|mi|un|una|entre|orden|reporto|reportar|vi|hablar\w*|decir\w*|dar\w*|traen|tienen|usan|ensenar\w*|mostrar\w*|contestar\w*|abrir\w*|dejar|entrar|parar|pedir|papeles|id|y|o|con|para|hay|ay|esta|estan)){0,6} (?:ice|migra|inmigracion|migracion|agentes?|policias?|redadas?|oficiales)\b/,
  wondered:
    /(?:^| )(?:es verdad que|es cierto que|sera que|saben si|sabe si|sabes si|alguien|donde|vieron|an visto|han visto)(?: (?:la|el|los|a|hay|ay|esta|estan|anda|andan|visto|sabe|vio|si))* (?:ice|migra|inmigracion|migracion|agentes?|policias?|redadas?|oficiales)\b/,
  past: / (?:la semana|el mes|el ano|el verano|el invierno|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)) pasad[oa]| (?:la semana|el mes|el ano) (?:antepasad|k paso|que paso)| hace (?:ya )?(?:\w+ ){0,3}?(?:dias?|semanas?|mes|meses|anos?|tiempo)\b| (?:en|desde|del|durante) (?:el )?(?:19|20)\d\d | en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre) | (?:antier|anteayer|antes de ayer|una vez|hace mucho|cuando era|en aquel|antes |el otro dia|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo) )/,
  yesterday: / (?:ayer|aller|anoche|este fin de semana)/,
  thisMoment:
    / (?:ahora mismo|ahorita|orita|horita|en este momento|hace (?:un )?(?:rato|ratito|poco)|hace (?:\w+ )?(?:minutos?|mins?|horas?|hrs?)|hace (?:media|una|1) hora|hoy|esta manana|esta tarde|esta noche|recien|en este instante|rapido|apurense)/,
  news: / (?:noticias?|noticiero|en la tele|televisa|univision|telemundo|periodico|articulo|lei que|presidente|trump|alcalde|gobernador|en (?:los angeles|nueva york|texas|california|minneapolis|florida|miami|houston)|otras ciudades|otros estados|todo el pais|pelicula|tarea|youtube|tiktok)/,
  hearsay:
    / (?:(?:dicen|disen) (?:que|q) (?:la |el |hay |ay |anda|va|ice|esta|estan|vieron)|escuche|oi que|oi|me dijeron|rumor\w*|es (?:cierto|verdad)|sera cierto|facebook|face|whatsapp|wasap|grupo|publicaron|supuestamente|confirm\w+)/,
  searching:
    / (?:donde (?:esta|estan|lo|la|puedo)|como (?:lo|la|le|puedo|hago|encuentro|saber)|encontrar\w*|buscar\w*|localiza\w*|fianza|visitar\w*|corte|audiencia|abogad[oa]|cuanto|mandar dinero|sigue detenid|lleva )/,
};
