// Gets a challenge, solves it with ALTCHA's own library as its widget would, and sends the solution with each of the bodies, for
// tests/Integration.Tests/Proofs/AltchaLibTests.cs. Input: { "address", "headers", "bodies" }. Output: { "challenge", "expires", "for", "answers" }.
import { text } from 'node:stream/consumers';
import { extractParams, solveChallenge } from 'altcha-lib/v1';

const { address, headers, bodies } = JSON.parse(await text(process.stdin));
const challenge = await (await fetch(`${address}api/v1/challenges?for=callback`)).json();
const solution = await solveChallenge(challenge.challenge, challenge.salt, challenge.algorithm, challenge.maxnumber).promise;
const payload = btoa(
  JSON.stringify({
    algorithm: challenge.algorithm,
    challenge: challenge.challenge,
    number: solution.number,
    salt: challenge.salt,
    signature: challenge.signature,
    took: solution.took,
  }),
);

const answers = [];
for (const body of bodies) {
  const answer = await fetch(`${address}api/v1/callback-requests`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'x-challenge-solution': payload },
    body: JSON.stringify(body),
  });
  answers.push({ status: answer.status, code: (await answer.json()).code });
}

const { expires, for: flow } = extractParams(challenge);
process.stdout.write(JSON.stringify({ challenge, expires, for: flow, answers }));
