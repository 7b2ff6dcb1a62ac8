/** Phone first; two columns where there is room. Colours hold 4.5:1 on their ground in light and dark. */
export const style = /* css */ `
:root {
  color-scheme: light dark;
  --ground: #f6f7f5; --card: #ffffff; --ink: #1b2422; --soft: #55625f; --line: #d5dbd8;
  --accent: #0b6b64; --on-accent: #ffffff; --bubble: #e4f1ee;
  --bad: #a32a1a; --bad-ground: #fdecea; --warn: #7a4b00; --warn-ground: #fff4dd; --good: #0d6a2f; --good-ground: #e5f5ea;
  font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #111716; --card: #1a2221; --ink: #e8eeec; --soft: #a5b3af; --line: #34403d;
    --accent: #5fd0c4; --on-accent: #06201d; --bubble: #20403b;
    --bad: #ff9d8f; --bad-ground: #3b1d19; --warn: #ffc869; --warn-ground: #37290f; --good: #7fdc9d; --good-ground: #14301e;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.125rem; margin: 0; }
p { margin: .5rem 0; }
code { font-size: .9em; }
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--card); }
.skip:focus { left: 0; z-index: 2; }
.bar { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between;
  padding: .5rem max(1rem, calc(50vw - 33rem)); background: var(--card); border-bottom: 1px solid var(--line); }
.home { font-weight: 650; text-decoration: none; padding: .5rem 0; }
.who { display: flex; gap: .75rem; align-items: center; margin: 0; }
.email { color: var(--soft); font-size: .875rem; }
main { max-width: 68rem; margin: 0 auto; padding: 1.25rem 1rem 4rem; }
button, .button { font: inherit; white-space: nowrap; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.125rem; border-radius: .625rem; cursor: pointer;
  border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); text-decoration: none; display: inline-block; }
button:hover, .button:hover { filter: brightness(1.08); }
button.second, .button.second { background: transparent; color: var(--accent); }
button.quiet { border-color: transparent; background: transparent; color: var(--accent); padding: .5rem; }
input[type=search], input[type=text], textarea { font: inherit; color: inherit; background: var(--card); width: 100%;
  border: 1px solid var(--soft); border-radius: .5rem; padding: .625rem .75rem; }
textarea { min-height: 7.5rem; resize: vertical; field-sizing: content; }
label, .label { font-weight: 650; display: block; }
.hint { color: var(--soft); font-size: .875rem; margin: .125rem 0 .375rem; }
.head { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; justify-content: space-between; margin-bottom: 1rem; }
.soft { color: var(--soft); font-size: .9375rem; }
.search { display: flex; gap: .5rem; margin: 0 0 1rem; }
.search input { flex: 1; min-width: 0; }
.tag { display: inline-block; font-size: .8125rem; line-height: 1.25; padding: .1875rem .5rem; border-radius: 1rem; border: 1px solid var(--line); color: var(--soft); white-space: nowrap; }
.tag.warn { color: var(--warn); background: var(--warn-ground); border-color: transparent; }
.tag.good { color: var(--good); background: var(--good-ground); border-color: transparent; }
.tag.bad { color: var(--bad); background: var(--bad-ground); border-color: transparent; }
.replies { list-style: none; margin: 0; padding: 0; display: grid; gap: .625rem; }
.replies li { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: .75rem 1rem; position: relative; display: grid; gap: .375rem; }
.replies a { font-weight: 650; text-decoration: none; }
.replies a::after { content: ""; position: absolute; inset: 0; border-radius: .75rem; }
.replies li:hover { border-color: var(--accent); }
.tags { display: flex; flex-wrap: wrap; gap: .375rem; align-items: center; }
.say { border-radius: .625rem; padding: .625rem .875rem; margin: 0 0 1rem; }
.say p { margin: .25rem 0; }
.say.good { color: var(--good); background: var(--good-ground); }
.say.bad { color: var(--bad); background: var(--bad-ground); }
.say.warn { color: var(--warn); background: var(--warn-ground); }
.say ul, .findings { margin: .25rem 0; padding-left: 1.25rem; }
.tabs { display: flex; flex-wrap: wrap; gap: .375rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.tabs a { display: block; padding: .5rem .875rem; border-radius: .625rem; border: 1px solid var(--line); background: var(--card); text-decoration: none; }
.tabs a[aria-current] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 650; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 0 0 1rem; }
.field { display: grid; gap: .75rem 1.5rem; margin: 0 0 1rem; }
.preview { align-self: start; }
.bubble { background: var(--bubble); border-radius: 1rem 1rem 1rem .25rem; padding: .625rem .875rem; margin: 0 0 .375rem; white-space: pre-wrap; max-width: 24rem; }
.count { font-size: .875rem; margin: 0; color: var(--soft); }
.count strong { color: var(--ink); }
.count.over, .count.over strong, .findings { color: var(--bad); }
.findings, .dear { font-size: .875rem; }
.dear { color: var(--warn); margin: .25rem 0; }
.stale-note { display: none; font-size: .875rem; color: var(--warn); }
[data-stale] + .stale-note { display: block; }
[data-stale] { opacity: .5; }
.check { display: flex; gap: .625rem; align-items: flex-start; margin: 0 0 1rem; }
.check input { width: 1.25rem; height: 1.25rem; margin: .125rem 0 0; accent-color: var(--accent); flex: none; }
.check label { font-weight: 400; }
.do { display: flex; flex-wrap: wrap; gap: .625rem; align-items: center; margin: 0; }
.stack > * + * { margin-top: .625rem; }
.change { white-space: pre-wrap; margin: .25rem 0 0; }
.change del { color: var(--bad); background: var(--bad-ground); }
.change ins { color: var(--good); background: var(--good-ground); text-decoration: none; border-bottom: 2px solid; }
.change del, .change ins { padding: 0 .125rem; border-radius: .1875rem; }
.theirs { white-space: pre-wrap; border-left: 4px solid var(--warn); padding: .25rem .75rem; margin: .5rem 0 0; color: var(--ink); }
.notice { max-width: 34rem; margin: 8vh auto 0; }
.notice form { margin: 1rem 0; }
summary { cursor: pointer; font-weight: 650; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: .75rem 0 0; }
dt { color: var(--soft); }
dd { margin: 0; }
@media (min-width: 48rem) {
  .replies li { grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
  .field { grid-template-columns: minmax(0, 1fr) 22rem; }
  .field .preview { padding-top: 1.875rem; }
}
@media (max-width: 30rem) {
  .do button, .do .button { flex: 1 1 100%; text-align: center; }
  .bar { padding-block: .125rem; }
  .who { flex: 1 0 100%; justify-content: space-between; }
}
`;
