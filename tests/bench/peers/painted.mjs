// How long something takes to be seen: the same watch for our page and for the peer's.
//
// Problem: a page may change at once, in the next frame or some frames later, and what has changed is only seen once it is
// painted. Idea: at every change of the page and in every frame we look whether what we wait for is there; the time is that of
// the first task after the frame which paints it, wherever in the frame it came.

/** Milliseconds from the call of `act` to the end of the first frame in which `done`. */
window.painted = (act, done) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    let begin = 0;
    let inFrame = false; // between the beginning of a frame and its painting
    let found = false;
    let seen = false; // found before the frame that was painted last
    const look = () => {
      found ||= done();
      seen ||= found && inFrame;
    };
    const changes = new MutationObserver(look);
    const frame = () => {
      inFrame = true;
      look();
      port2.postMessage(0); // delivered once this frame is painted
      requestAnimationFrame(next);
    };
    const next = () => seen || frame();
    port1.onmessage = () => {
      inFrame = false;
      if (!seen) return;
      const time = performance.now() - begin;
      changes.disconnect();
      port1.close();
      resolve(time);
    };
    changes.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
    requestAnimationFrame(frame);
    begin = performance.now();
    act();
  });

/** Waits until the page has not changed for thirty frames. */
window.atRest = () =>
  new Promise((resolve) => {
    let frames = 0;
    const changes = new MutationObserver(() => (frames = 0));
    changes.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
    const frame = () => {
      frames += 1;
      if (frames < 30) return requestAnimationFrame(frame);
      changes.disconnect();
      return resolve();
    };
    requestAnimationFrame(frame);
  });
