// What every page needs: the CSRF token for htmx, failures of parts, copying, popovers.
'use strict';
(() => {
  const csrf = () => document.querySelector('meta[name="csrf"]')?.content;

  window.ring3 = {
    csrf,
    announce(text) {
      document.getElementById('announce').textContent = text;
    },
  };

  document.addEventListener('htmx:configRequest', (event) => {
    if (event.detail.verb !== 'get') {
      event.detail.headers['X-CSRF-TOKEN'] = csrf();
    }
  });

  const failed = (event, text) => {
    const note = document.createElement('p');
    note.className = 'notice warn';
    note.textContent = text;
    event.detail.target.replaceChildren(note);
  };
  document.addEventListener('htmx:responseError', (event) => {
    const { status } = event.detail.xhr;
    failed(event, status === 401 ? 'The session has ended: log in again.'
      : `This part could not be loaded (${status}): reload the page.`);
  });
  document.addEventListener('htmx:sendError', (event) => {
    failed(event, 'Ring3 does not answer: is it still running?');
  });

  document.addEventListener('click', (event) => {
    const copy = event.target.closest('[data-copy]');
    if (copy) {
      const source = document.getElementById(copy.dataset.copy);
      navigator.clipboard.writeText(source.textContent).then(
        () => window.ring3.announce('Copied'),
        () => window.ring3.announce('The browser does not allow copying'));
      copy.classList.add('done');
      copy.addEventListener('blur', () => copy.classList.remove('done'), { once: true });
    }
    // An open popover closes when something outside it is clicked.
    for (const open of document.querySelectorAll('details.popover[open]')) {
      if (!open.contains(event.target)) {
        open.open = false;
      }
    }
  });

  document.addEventListener('keydown', (event) => {
    const open = event.key === 'Escape' && event.target.closest?.('details.popover[open]');
    if (open) {
      open.open = false;
      open.querySelector('summary').focus();
      event.stopPropagation();
    }
  });
})();
