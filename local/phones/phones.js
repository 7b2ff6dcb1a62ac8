// Keeps the phones page up to date. The server renders every piece (and escapes every word of a text); this file only
// puts pieces in place, and sends what a person types.

/** Milliseconds of quiet before a text that is being typed is measured. */
const MEASURE_AFTER_MS = 80;
/** Milliseconds without a sign of life after which the stream is opened again: twice the server's heartbeat. */
const SILENCE_MS = 35_000;

const main = document.querySelector('.phones');
const jump = document.querySelector('.jump');
const live = document.querySelector('.live');
const dialog = document.querySelector('.add-phone');

const phoneOf = (number) => main.querySelector(`.phone[data-number="${CSS.escape(number)}"]`);
const address = (number, path = '') => `/phones/${encodeURIComponent(number)}${path}`;

/** One element from the server's HTML. The page's policy lets no script in it run. */
const element = (html) => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
};

const post = async (path, body) => {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `the carrier answered ${response.status}`);
  return answer;
};

// --- what arrives ----------------------------------------------------------------------------------------------------

const onPhone = ({ number, html }) => {
  if (phoneOf(number) !== null || main.children.length >= Number(document.body.dataset.maxPhones)) return;
  const phone = main.appendChild(element(html));
  const link = jump.appendChild(document.createElement('a'));
  link.href = `#${phone.id}`;
  link.textContent = phone.querySelector('h2').textContent;
};

const onBubble = ({ phone: number, sid, html }) => {
  const phone = phoneOf(number);
  if (phone === null) return;
  const log = phone.querySelector('.log');
  const fresh = element(html);
  const old = log.querySelector(`[data-sid="${CSS.escape(sid)}"]`);
  if (old !== null) {
    // Only what changed: replacing the words would make a screen reader say them again.
    old.className = fresh.className;
    if (old.lastElementChild.outerHTML !== fresh.lastElementChild.outerHTML) {
      old.lastElementChild.replaceWith(fresh.lastElementChild);
    }
    return;
  }
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  fresh.classList.add('new');
  log.querySelector('ol').append(fresh);
  if (atEnd || fresh.classList.contains('mine')) log.scrollTop = log.scrollHeight;
  if (!fresh.classList.contains('mine') && !isSeen(phone)) linkOf(phone)?.classList.add('unread');
};

const onState = ({ scope, fault, optedOut }) => {
  const select = document.querySelector(`select[data-scope="${CSS.escape(scope)}"]`);
  if (select === null) return;
  select.value = fault;
  const phone = phoneOf(scope);
  const notice = phone?.querySelector('.faulty') ?? document.querySelector('.notice.carrier');
  const effect = select.selectedOptions[0]?.dataset.effect ?? '';
  if (notice.textContent !== effect) notice.textContent = effect;
  if (phone === null) return;
  phone.dataset.fault = fault;
  phone.dataset.optedOut = String(optedOut);
};

const setLive = (alive) => {
  live.textContent = alive ? 'Live' : 'Reconnecting';
  live.classList.toggle('on', alive);
};

let stream;
let silence;
const listen = () => {
  stream?.close();
  stream = new EventSource('/phones/events');
  const on = (name, then) =>
    stream.addEventListener(name, (event) => {
      heard();
      then(JSON.parse(event.data));
    });
  on('hello', ({ id }) => (id === document.body.dataset.id ? setLive(true) : location.reload()));
  on('phone', onPhone);
  on('bubble', onBubble);
  on('state', onState);
  on('beat', () => setLive(true));
  stream.onerror = () => {
    setLive(false);
    // A refused connection (the hotline restarts) is not tried again by the browser itself.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1_000);
  };
};
const heard = () => {
  clearTimeout(silence);
  silence = setTimeout(() => {
    setLive(false);
    listen();
  }, SILENCE_MS);
};

// --- what a person does ----------------------------------------------------------------------------------------------

const fit = (area) => {
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight, 132)}px`;
};

const measured = new WeakMap();
const measure = (area) => {
  const count = area.form.querySelector('.count');
  clearTimeout(measured.get(area));
  if (area.value === '') {
    count.textContent = count.dataset.idle;
    return;
  }
  const ask = async () => {
    const body = area.value;
    const { segments, encoding } = await post('/phones/measure', { body });
    if (area.value !== body) return;
    const characters = [...body].length;
    count.textContent = `${characters} ${characters === 1 ? 'character' : 'characters'} · ${segments} ${segments === 1 ? 'segment' : 'segments'} · ${encoding}`;
  };
  measured.set(
    area,
    setTimeout(() => ask().catch(() => undefined), MEASURE_AFTER_MS),
  );
};

const send = async (form) => {
  const area = form.elements.body;
  const problem = form.querySelector('.problem');
  const body = area.value;
  problem.textContent = '';
  if (body.trim() === '') return area.focus();
  area.value = '';
  fit(area);
  measure(area);
  try {
    await post(address(form.closest('.phone').dataset.number, '/texts'), { body });
  } catch (error) {
    if (area.value === '') area.value = body;
    problem.textContent = `Not sent: ${error.message}`;
  }
};

const setFault = async (select) => {
  const { scope } = select.dataset;
  const path = scope === 'all' ? '/phones/faults' : address(scope, '/faults');
  try {
    await post(path, { fault: select.value === '' ? null : select.value });
  } catch {
    listen(); // shows what is so
  }
};

const addPhone = async (form) => {
  const problem = form.querySelector('.problem');
  problem.textContent = '';
  try {
    const { number } = await post('/phones', Object.fromEntries(new FormData(form)));
    dialog.close();
    const phone = await appeared(number);
    phone?.scrollIntoView({ inline: 'center', block: 'nearest' });
    phone?.querySelector('textarea').focus();
  } catch (error) {
    problem.textContent = error.message;
  }
};

const appeared = async (number) => {
  for (let i = 0; i < 20 && phoneOf(number) === null; i++) await new Promise((resolve) => setTimeout(resolve, 50));
  return phoneOf(number);
};

const proposeNumber = () => {
  const taken = new Set([...main.children].map((phone) => phone.dataset.number));
  const all = Array.from({ length: 99 }, (_, i) => `+131255501${String(i + 1).padStart(2, '0')}`);
  return all.find((number) => !taken.has(number)) ?? '';
};

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (form.matches('.composer')) {
    event.preventDefault();
    void send(form);
  } else if (form.closest('.add-phone') !== null && submitter?.value !== 'cancel') {
    event.preventDefault();
    void addPhone(form);
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !event.target.matches('.composer textarea'))
    return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener('input', ({ target }) => {
  if (!target.matches('.composer textarea')) return;
  fit(target);
  measure(target);
});

document.addEventListener('change', ({ target }) => {
  if (target.matches('select[data-scope]')) void setFault(target);
});

document.addEventListener('click', ({ target }) => {
  const suggestion = target.closest('[data-suggest]');
  if (suggestion !== null) {
    const area = suggestion.closest('.phone').querySelector('textarea');
    area.value = suggestion.dataset.suggest;
    area.focus();
    fit(area);
    measure(area);
  }
  if (target.closest('.add') !== null) {
    dialog.querySelector('[name="number"]').value = proposeNumber();
    dialog.querySelector('.problem').textContent = '';
    dialog.showModal();
  }
  const link = target.closest('.jump a');
  if (link !== null) link.classList.remove('unread');
});

// --- which phone is in view (a small window shows one at a time) -----------------------------------------------------

const seen = new Set();
const isSeen = (phone) => seen.has(phone);
const linkOf = (phone) => jump.querySelector(`a[href="#${CSS.escape(phone.id)}"]`);
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
      const link = linkOf(target);
      link?.classList.toggle('current', isIntersecting);
      if (isIntersecting) link?.classList.remove('unread');
      if (isIntersecting) link?.setAttribute('aria-current', 'true');
      else link?.removeAttribute('aria-current');
    }
  },
  { root: main, threshold: 0.6 },
);
for (const phone of main.children) watcher.observe(phone);
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const phone of addedNodes) watcher.observe(phone);
}).observe(main, { childList: true });

for (const log of document.querySelectorAll('.log')) log.scrollTop = log.scrollHeight;
listen();
