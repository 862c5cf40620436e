/**
 * The content policy does not govern peer connections, so they are taken out of the window.
 * `main.tsx` imports this file first: modules run in the order of their imports, so no other code ever sees them.
 */
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport']) {
  Reflect.deleteProperty(window, name);
}
