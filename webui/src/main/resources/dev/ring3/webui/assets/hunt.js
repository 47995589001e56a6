// The hunt page: keys, the current row, selection, filters of lists, tidy addresses.
'use strict';
(() => {
  const ask = document.getElementById('ask');
  if (!ask) {
    return;
  }
  const lines = [...document.querySelectorAll('#rows tbody tr')];
  let current = -1;

  const show = (index) => {
    lines[current]?.classList.remove('current');
    current = Math.min(Math.max(index, 0), lines.length - 1);
    lines[current].classList.add('current');
    lines[current].querySelector('a.open').focus({ preventScroll: true });
    lines[current].scrollIntoView({ block: 'nearest' });
  };

  const picks = () => [...document.querySelectorAll('#rows tbody input[name="ref"]')];
  const countPicks = () => {
    const count = picks().filter((pick) => pick.checked).length;
    document.getElementById('picked').textContent = count ? `${count} selected` : '';
    const rows = count ? 'selected' : 'all';
    document.querySelector(`#export input[name="rows"][value="${rows}"]`).checked = true;
    const all = document.getElementById('pick-all');
    all.checked = count > 0 && count === lines.length;
    all.indeterminate = count > 0 && count < lines.length;
  };

  const isTyping = (element) => element.matches('input:not([type="checkbox"]), select, textarea');

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    const inTable = event.target === document.body || event.target.closest('.results .scroll, main');
    if (event.key === '/') {
      document.getElementById('q').focus();
    } else if (lines.length && inTable && event.key === 'j') {
      show(current + 1);
    } else if (lines.length && inTable && event.key === 'k') {
      show(current - 1);
    } else if (lines.length && event.target.closest('#rows') && event.key === 'ArrowDown') {
      show(current + 1);
    } else if (lines.length && event.target.closest('#rows') && event.key === 'ArrowUp') {
      show(current - 1);
    } else if (current >= 0 && event.key === 'x') {
      lines[current].querySelector('input[name="ref"]').click();
    } else {
      return;
    }
    event.preventDefault();
  });

  const table = document.getElementById('rows');
  if (table) {
    const all = document.getElementById('pick-all');
    all.hidden = false;
    all.addEventListener('change', () => {
      picks().forEach((pick) => { pick.checked = all.checked; });
      countPicks();
    });
    table.addEventListener('change', countPicks);
    table.addEventListener('focusin', (event) => {
      const index = lines.indexOf(event.target.closest('tr'));
      if (index >= 0 && index !== current) {
        lines[current]?.classList.remove('current');
        current = index;
        lines[current].classList.add('current');
      }
    });
    table.addEventListener('dblclick', (event) => {
      event.target.closest('tbody tr')?.querySelector('a.open').click();
    });
    countPicks();
  }

  // Lists that can be filtered by typing.
  document.addEventListener('input', (event) => {
    const { filter } = event.target.dataset;
    if (filter) {
      const wanted = event.target.value.trim().toLowerCase();
      document.querySelectorAll(filter).forEach((item) => {
        const name = item.dataset.name ?? item.textContent;
        item.hidden = !name.toLowerCase().includes(wanted);
      });
      const others = document.querySelector('#field-list .others');
      if (others && event.target.id === 'find-field' && wanted) {
        others.open = true;
      }
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.dataset?.filter) {
      event.preventDefault();
    }
  });

  // What is not set stays out of the address.
  ask.addEventListener('submit', () => {
    for (const field of ask.querySelectorAll('input[name], select[name]')) {
      if (field.value.trim() === '') {
        field.disabled = true;
      }
    }
  });
  window.addEventListener('pageshow', () => {
    for (const field of ask.querySelectorAll('input[name], select[name]')) {
      field.disabled = false;
    }
  });

  const columns = document.getElementById('columns-form');
  columns?.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = [...columns.querySelectorAll('input[name="columns"]:checked')];
    const url = new URL(document.location.href);
    url.searchParams.delete('cursor');
    url.searchParams.set('columns', chosen.map((box) => box.value).join(','));
    document.location.assign(url);
  });

  // On narrow screens the fields come first and would push the hits away.
  const narrow = window.matchMedia('(max-width: 1000px)');
  const makeRoom = () => {
    const fields = document.getElementById('fields');
    if (fields) {
      fields.open = !narrow.matches;
    }
  };
  narrow.addEventListener('change', makeRoom);
  makeRoom();
})();
