// Light or dark: as the system says, until the visitor chooses.

const KEY = "aligned-sandbox-theme";

/** The theme on show. */
export function themeNow() {
  return (
    document.documentElement.dataset.theme ||
    (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")
  );
}

/** Choose a theme and remember it. */
export function chooseTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(KEY, theme);
}

/** Put the remembered theme on. */
export function restoreTheme() {
  const theme = localStorage.getItem(KEY);
  if (theme) document.documentElement.dataset.theme = theme;
}
