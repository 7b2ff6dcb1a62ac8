/**
 * The only script of the console: shows while somebody types what the text will cost, and asks before typed words are
 * left behind. Pages work without it; the counts then come with each saving.
 */
export const script = /* js */ `
(() => {
  'use strict';
  const form = document.querySelector('form[data-edit]');
  if (!form) return;
  let dirty = form.dataset.edit === 'unsaved';

  for (const field of form.querySelectorAll('textarea[aria-details]')) {
    const preview = document.getElementById(field.getAttribute('aria-details'));
    let timer;
    let asking;
    const show = async () => {
      asking?.abort();
      asking = new AbortController();
      const body = new URLSearchParams({ field: field.name, language: form.dataset.language, text: field.value });
      try {
        const answer = await fetch('/console/segments', { method: 'POST', body, signal: asking.signal });
        if (!answer.ok) throw new Error('refused');
        preview.innerHTML = await answer.text();
        preview.removeAttribute('data-stale');
      } catch (error) {
        if (error.name !== 'AbortError') preview.dataset.stale = '';
      }
    };
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(show, 250);
    });
  }

  form.addEventListener('input', () => { dirty = true; });
  form.addEventListener('submit', () => { dirty = false; });
  addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });
})();
`;
