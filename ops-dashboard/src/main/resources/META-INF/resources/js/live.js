const BETWEEN = 700;
const AGAIN = 3000;

/**
 * Calls refresh when the backend says that something has changed: one at a time, the last change is never lost, nothing while the page is
 * hidden.
 */
export function startLive(refresh, tellState) {
  let wanted = false;
  let busy = false;

  async function run() {
    if (busy || !wanted || document.hidden) return;
    busy = true;
    wanted = false;
    try {
      await refresh();
    } finally {
      setTimeout(() => {
        busy = false;
        run();
      }, BETWEEN);
    }
  }

  function changed() {
    wanted = true;
    run();
  }

  function connect() {
    const source = new EventSource('api/changes');
    source.addEventListener('open', () => tellState('live'));
    source.addEventListener('changed', changed);
    source.addEventListener('error', () => {
      tellState('reconnecting');
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN);
    });
  }

  document.addEventListener('visibilitychange', run);
  connect();
  return changed;
}
