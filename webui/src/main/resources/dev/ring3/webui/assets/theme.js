// Runs before the page is painted, so that the chosen colours do not flash.
'use strict';
(() => {
  const THEMES = ['system', 'light', 'dark'];
  const root = document.documentElement;

  const chosen = () => {
    try {
      const stored = localStorage.getItem('ring3.theme');
      return THEMES.includes(stored) ? stored : 'system';
    } catch {
      return 'system';
    }
  };

  const apply = (theme) => {
    if (theme === 'system') {
      root.removeAttribute('data-theme');
    } else {
      root.setAttribute('data-theme', theme);
    }
  };

  const label = (button, theme) => {
    const name = { system: 'System', light: 'Light', dark: 'Dark' }[theme];
    button.querySelector('.theme-name').textContent = name;
    button.setAttribute('aria-label', `Colours: ${name}. Change`);
  };

  apply(chosen());
  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    button.hidden = false;
    label(button, chosen());
    button.addEventListener('click', () => {
      const next = THEMES[(THEMES.indexOf(chosen()) + 1) % THEMES.length];
      try {
        localStorage.setItem('ring3.theme', next);
      } catch {
        // Storage may be forbidden; the choice then lasts as long as the page.
      }
      apply(next);
      label(button, next);
    });
  });
})();
