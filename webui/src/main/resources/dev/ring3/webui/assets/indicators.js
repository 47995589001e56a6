// Sends a list of indicators as the body of one request, then shows what became of it.
'use strict';
(() => {
  const form = document.getElementById('send-list');
  if (!form) {
    return;
  }
  const problem = document.getElementById('list-problem');
  const button = form.querySelector('button[type=submit]');
  form.hidden = false;

  const fail = (text) => {
    problem.textContent = text;
    problem.hidden = false;
    button.disabled = false;
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const file = document.getElementById('list-file').files[0];
    if (file.size > Number(form.dataset.maxFile)) {
      fail('It is too large for the page: use the command ring3 indicators import');
      return;
    }
    problem.hidden = true;
    button.disabled = true;
    const wishes = new URLSearchParams(new FormData(form));
    wishes.set('file', file.name);
    try {
      const answer = await fetch(`/indicators/import?${wishes}`, {
        method: 'POST',
        headers: { 'X-CSRF-TOKEN': window.ring3.csrf(), 'Content-Type': 'application/octet-stream' },
        body: file,
      });
      const text = await answer.text();
      if (answer.ok) {
        window.location.assign(`/indicators?${new URLSearchParams({ done: text })}`);
      } else {
        fail(answer.status === 422 ? text : `Ring3 refused it (${answer.status}): reload the page and try again`);
      }
    } catch {
      fail('The connection broke: is Ring3 still running?');
    }
  });
})();
