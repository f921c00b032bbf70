// Before anything is painted: the reader's language.
{
  let wanted = new URLSearchParams(location.search).get('lang');
  try {
    wanted ??= localStorage.getItem('import-safety.lang');
  } catch (closed) {
    // a browser that keeps nothing
  }
  document.documentElement.lang = (wanted ?? navigator.language).startsWith('ko') ? 'ko' : 'en';
}
