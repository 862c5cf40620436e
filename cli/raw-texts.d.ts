/** What Vite makes of a file that is imported as its text. */
declare module '*?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the form is Vite's, not ours
  export default text;
}
