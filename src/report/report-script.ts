/**
 * The report's script: filter, open and close, jumps, theme, print. Plain browser JavaScript as text, since the report
 * is one file; everything important works without it.
 */
export const reportScript = String.raw`
(() => {
  'use strict';
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const root = document.documentElement;
  const people = all('li.person');
  const search = document.getElementById('search');
  const checks = all('input[name=priority]');
  const shown = document.getElementById('shown');
  const words = new Map();

  const wordsOf = (person) => {
    if (!words.has(person)) {
      const parts = all('summary', person).slice(0, 1).concat(all('.identity', person));
      words.set(person, parts.map((part) => part.textContent).join(' ').toLowerCase());
    }
    return words.get(person);
  };
  const filter = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const priorities = checks.filter((check) => check.checked).map((check) => check.value);
    let count = 0;
    for (const person of people) {
      const fits = priorities.includes(person.dataset.priority) && wanted.every((word) => wordsOf(person).includes(word));
      person.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = count === people.length ? people.length + ' listed' : count + ' of ' + people.length + ' shown';
  };

  const openTo = (target) => {
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === 'DETAILS') at.open = true;
      if (at.hidden) {
        search.value = '';
        for (const check of checks) check.checked = true;
        filter();
      }
    }
  };
  const jump = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    openTo(target);
    target.scrollIntoView({ block: 'start' });
    const heading = target.tagName === 'DETAILS' ? target.querySelector('summary') : target;
    heading.focus({ preventScroll: true });
    for (const old of all('.target')) old.classList.remove('target');
    target.classList.add('target');
  };
  addEventListener('hashchange', jump);
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && link.getAttribute('href') === location.hash) jump();
  });

  let closedForPrint = [];
  const openForPrint = () => {
    if (closedForPrint.length > 0) return;
    closedForPrint = all('details:not([open]):not(.deep)');
    for (const details of closedForPrint) details.open = true;
  };
  const closeAfterPrint = () => {
    for (const details of closedForPrint) details.open = false;
    closedForPrint = [];
  };
  addEventListener('beforeprint', openForPrint);
  addEventListener('afterprint', closeAfterPrint);

  const theme = document.getElementById('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches);
  const nameTheme = () => {
    theme.textContent = isDark() ? 'Light' : 'Dark';
    theme.setAttribute('aria-label', 'Switch to ' + (isDark() ? 'light' : 'dark') + ' colours');
  };
  try {
    const kept = localStorage.getItem('selvage-theme');
    if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
  } catch {}
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('selvage-theme', root.dataset.theme);
    } catch {}
    nameTheme();
  });
  dark.addEventListener('change', nameTheme);
  nameTheme();

  search.addEventListener('input', filter);
  for (const check of checks) check.addEventListener('change', filter);
  const setAll = (open) => {
    for (const person of people) if (!person.hidden) person.querySelector('details').open = open;
  };
  document.getElementById('open-all').addEventListener('click', () => setAll(true));
  document.getElementById('close-all').addEventListener('click', () => setAll(false));
  for (const control of all('.controls, #theme')) control.hidden = false;
  filter();
  jump();
})();
`;
