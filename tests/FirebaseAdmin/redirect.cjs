// Loaded before firebase-admin (node --require): its addresses are constants, so connections to Google's hosts are led to the
// TLS front on this machine instead. The name that the certificate is checked against stays.
'use strict';

const tls = require('node:tls');

const names = new Set(['fcm.googleapis.com', 'oauth2.googleapis.com']);
const port = Number(process.env.TLS_FRONT_PORT);
const connect = tls.connect;

tls.connect = (options, ...rest) => {
  if (!names.has(options.host)) {
    throw new Error(`Only ${[...names].join(' and ')} are led to the simulator, not ${options.host}.`);
  }

  return connect.call(tls, { ...options, host: '127.0.0.1', port, servername: options.servername || options.host }, ...rest);
};
