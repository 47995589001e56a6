// Suggests names and values while a query is typed: an ARIA combobox.
'use strict';
(() => {
  const input = document.getElementById('q');
  const list = document.getElementById('suggestions');
  if (!input || !list) {
    return;
  }
  let answer = null;
  let chosen = -1;
  let request = null;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    answer = null;
    chosen = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const mark = (index) => {
    chosen = index;
    [...list.children].forEach((item, i) => {
      item.setAttribute('aria-selected', String(i === index));
    });
    if (index >= 0) {
      input.setAttribute('aria-activedescendant', list.children[index].id);
      list.children[index].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };

  const take = (index) => {
    const { start, end, suggestions } = answer;
    input.setRangeText(suggestions[index].text, start, end, 'end');
    close();
    input.focus();
    ask();
  };

  const show = (found) => {
    answer = found;
    list.replaceChildren(...found.suggestions.map((suggestion, i) => {
      const item = document.createElement('li');
      item.id = `suggestion-${i}`;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      const name = document.createElement('span');
      name.className = 'name';
      name.textContent = suggestion.name;
      const about = document.createElement('span');
      about.className = 'about';
      about.textContent = suggestion.about;
      item.append(name, about);
      // Before the input loses the focus.
      item.addEventListener('mousedown', (event) => {
        event.preventDefault();
        take(i);
      });
      return item;
    }));
    const any = found.suggestions.length > 0;
    list.hidden = !any;
    input.setAttribute('aria-expanded', String(any));
    mark(-1);
  };

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const at = input.selectionStart ?? input.value.length;
    const parameters = new URLSearchParams({ text: input.value, at: String(at) });
    const scope = document.getElementById('case').value;
    if (scope) {
      parameters.set('case', scope);
    }
    try {
      const response = await fetch(`/hunt/complete?${parameters}`, { signal: request.signal });
      if (response.ok && document.activeElement === input) {
        show(await response.json());
      }
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        close();
      }
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 80);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const count = answer?.suggestions.length ?? 0;
    if (event.key === 'ArrowDown' && count === 0) {
      ask();
    } else if (event.key === 'ArrowDown') {
      mark((chosen + 1) % count);
    } else if (event.key === 'ArrowUp' && count > 0) {
      mark(chosen <= 0 ? count - 1 : chosen - 1);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen >= 0) {
      take(chosen);
    } else if (event.key === 'Escape' && count > 0) {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
})();
