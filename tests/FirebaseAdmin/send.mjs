// Sends messages with Google's own client and prints what it reads, for tests/Integration.Tests/Simulators/FirebaseAdminTests.cs.
// Input: { "serviceAccount": {…}, "messages": [ firebase-admin's messages ] }. Output: [ { "name" } or { "code", "message" } ], in that order.
import { text } from 'node:stream/consumers';
import { cert, deleteApp, initializeApp } from 'firebase-admin/app';
import { getMessaging } from 'firebase-admin/messaging';

const { serviceAccount, messages } = JSON.parse(await text(process.stdin));
const app = initializeApp({ credential: cert(serviceAccount), projectId: serviceAccount.project_id });
const messaging = getMessaging(app);

async function send(message) {
  try {
    return { name: await messaging.send(message) };
  } catch (error) {
    return { code: error.code, message: error.message };
  }
}

const results = await Promise.all(messages.map(send));
await deleteApp(app);
process.stdout.write(JSON.stringify(results));
