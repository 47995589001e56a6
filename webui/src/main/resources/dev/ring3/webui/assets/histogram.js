// Lets a range of the histogram be marked with mouse, finger or keys; then searches in it.
'use strict';
(() => {
  const attach = (box) => {
    const plot = box.querySelector('.plot');
    const svg = plot.querySelector('svg');
    const brush = svg.querySelector('.brush');
    const picked = box.querySelector('.picked');
    const starts = box.dataset.starts.split(',');
    const ends = box.dataset.ends.split(',');
    const counts = box.dataset.counts.split(',').map(Number);
    let anchor = 0;
    let head = 0;
    let dragging = false;

    const range = () => [Math.min(anchor, head), Math.max(anchor, head)];

    const draw = () => {
      const [first, last] = range();
      brush.setAttribute('x', String(first));
      brush.setAttribute('width', String(last - first + 1));
      brush.setAttribute('visibility', 'visible');
      const sum = counts.slice(first, last + 1).reduce((a, b) => a + b, 0);
      const text = `${starts[first]} – ${ends[last]}: ${sum.toLocaleString('en')} events`;
      picked.textContent = text;
      plot.setAttribute('aria-valuenow', String(head + 1));
      plot.setAttribute('aria-valuetext', text);
    };

    const clear = () => {
      anchor = head;
      brush.setAttribute('visibility', 'hidden');
      picked.textContent = '';
    };

    const search = () => {
      const [first, last] = range();
      const url = new URL(document.location.href);
      url.pathname = '/hunt';
      url.searchParams.set('from', starts[first]);
      url.searchParams.set('to', ends[last]);
      url.searchParams.delete('cursor');
      document.location.assign(url);
    };

    const bucket = (event) => {
      const area = svg.getBoundingClientRect();
      const share = (event.clientX - area.left) / area.width;
      return Math.min(Math.max(Math.floor(share * counts.length), 0), counts.length - 1);
    };

    plot.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) {
        return;
      }
      plot.setPointerCapture(event.pointerId);
      dragging = true;
      anchor = bucket(event);
      head = anchor;
      draw();
    });
    plot.addEventListener('pointermove', (event) => {
      if (dragging) {
        head = bucket(event);
        draw();
      }
    });
    plot.addEventListener('pointerup', () => {
      if (dragging) {
        dragging = false;
        search();
      }
    });
    plot.addEventListener('pointercancel', () => {
      dragging = false;
      clear();
    });
    plot.addEventListener('keydown', (event) => {
      const last = counts.length - 1;
      const moves = {
        ArrowLeft: head - 1, ArrowRight: head + 1, Home: 0, End: last,
        PageUp: head - 10, PageDown: head + 10,
      };
      if (event.key in moves) {
        head = Math.min(Math.max(moves[event.key], 0), last);
        if (!event.shiftKey) {
          anchor = head;
        }
        draw();
      } else if (event.key === 'Enter') {
        search();
      } else if (event.key === 'Escape') {
        dragging = false;
        clear();
      } else {
        return;
      }
      event.preventDefault();
    });
  };

  const find = (root) => {
    const box = root.querySelector?.('#histogram:not([data-ready])');
    if (box) {
      box.dataset.ready = 'true';
      attach(box);
    }
  };
  find(document);
  document.addEventListener('htmx:afterSwap', (event) => find(event.detail.target));
})();
