// Live events on the page Sensors: newest on top, at most as many rows as a person can look at.
'use strict';
(() => {
  const form = document.getElementById('tail-form');
  if (!form) {
    return;
  }
  const most = 300;
  const query = document.getElementById('tail-q');
  const pause = document.getElementById('tail-pause');
  const hunt = document.getElementById('tail-hunt');
  const state = document.getElementById('tail-state');
  const body = document.querySelector('#tail-rows tbody');
  let stream = null;
  pause.hidden = false;

  const say = (text) => {
    if (state.textContent !== text) {
      state.textContent = text;
    }
  };

  const row = (line) => {
    const made = document.createElement('tr');
    const cells = [['time', line.time], ['action', line.action], ['plain', line.process], ['summary', line.summary]];
    for (const [kind, text] of cells) {
      const cell = document.createElement('td');
      cell.className = kind;
      if (kind === 'time') {
        const link = document.createElement('a');
        link.className = 'open';
        link.href = line.url;
        link.textContent = text;
        cell.append(link);
      } else {
        const clip = document.createElement('div');
        clip.className = 'clip';
        clip.textContent = text;
        clip.title = text;
        cell.append(clip);
      }
      made.append(cell);
    }
    return made;
  };

  const close = () => {
    stream?.close();
    stream = null;
  };

  const open = () => {
    close();
    const opened = new EventSource(`/sensors/tail?q=${encodeURIComponent(query.value)}`);
    stream = opened;
    say('Connecting …');
    opened.addEventListener('open', () => say('Waiting for events.'));
    opened.addEventListener('events', (event) => {
      const message = JSON.parse(event.data);
      body.prepend(...message.lines.reverse().map(row));
      while (body.rows.length > most) {
        body.lastElementChild.remove();
      }
      say(message.more ? 'Too many to show all: these are the last of each moment. Filter to see all.' : 'Live.');
    });
    opened.addEventListener('problem', (event) => {
      close();
      say(event.data);
    });
    opened.addEventListener('error', () => {
      say(opened.readyState === EventSource.CLOSED
        ? 'The stream was refused: too many are open, or the session has ended. Reload the page.'
        : 'Connection lost, trying again …');
    });
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    hunt.href = `/hunt?case=live&q=${encodeURIComponent(query.value)}`;
    pause.textContent = 'Pause';
    pause.setAttribute('aria-pressed', 'false');
    body.replaceChildren();
    open();
  });

  pause.addEventListener('click', () => {
    const paused = stream !== null;
    if (paused) {
      close();
      say('Paused: what comes in meanwhile is kept and can be hunted.');
    } else {
      open();
    }
    pause.textContent = paused ? 'Go on' : 'Pause';
    pause.setAttribute('aria-pressed', String(paused));
  });

  window.addEventListener('pagehide', close);
  open();
})();
