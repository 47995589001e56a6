// Sends chosen or dropped files, one request each, then shows the import's own page.
'use strict';
(() => {
  const form = document.getElementById('import');
  if (!form) {
    return;
  }
  const input = document.getElementById('import-files');
  const drop = document.getElementById('drop');
  const start = document.getElementById('import-start');
  const problem = document.getElementById('import-problem');
  const sent = document.getElementById('sent');
  let files = [];
  form.hidden = false;

  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  const choose = (list) => {
    files = [...list];
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    const large = files.find((file) => file.size > Number(form.dataset.maxFile));
    const many = files.length > Number(form.dataset.maxFiles);
    problem.hidden = !large && !many;
    problem.textContent = large ? `${large.name} is too large for the page: use the command ring3 import`
      : 'Too many files for the page: use the command ring3 import';
    const names = files.length === 1 ? files[0].name : `${files.length} files`;
    document.getElementById('chosen').textContent = files.length ? `${names}, ${size(bytes)}` : 'or drop them here';
    start.disabled = files.length === 0 || Boolean(large) || many;
  };

  input.addEventListener('change', () => choose(input.files));
  drop.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    choose(event.dataTransfer.files);
  });

  const send = (url, body, progress) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('X-CSRF-TOKEN', window.ring3.csrf());
    if (!(body instanceof URLSearchParams)) {
      request.setRequestHeader('Content-Type', 'application/octet-stream');
    }
    request.upload.addEventListener('progress', (event) => progress(event.loaded));
    request.addEventListener('load', () => {
      if (request.status < 300) {
        done(request.responseText);
      } else {
        failed(new Error(request.status === 422 ? request.responseText
          : `Ring3 refused it (${request.status}): reload the page and try again`));
      }
    });
    request.addEventListener('error', () => failed(new Error('The connection broke: is Ring3 still running?')));
    request.send(body);
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    start.disabled = true;
    problem.hidden = true;
    sent.hidden = false;
    const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
    let before = 0;
    const nothing = () => {};
    let base = '';
    try {
      const id = await send('/cases/~imports', new URLSearchParams({
        case: form.elements.case.value, again: String(form.elements.again.checked),
      }), nothing);
      base = `/cases/~imports/${id}`;
      for (const file of files) {
        await send(`${base}/files?name=${encodeURIComponent(file.name)}`, file, (loaded) => {
          sent.value = (100 * (before + loaded)) / total;
        });
        before += file.size;
      }
      await send(`${base}/start`, new URLSearchParams(), nothing);
      document.location.assign(base);
    } catch (failure) {
      problem.textContent = failure.message;
      problem.hidden = false;
      sent.hidden = true;
      start.disabled = false;
      if (base) {
        send(`${base}/cancel`, new URLSearchParams(), nothing).catch(nothing);
      }
    }
  });
})();
