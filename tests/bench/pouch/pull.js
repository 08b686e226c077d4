/**
 * A phone's first sync by ours: pages of `pull` until there is no more.
 * node pull.js ADDRESS COOKIE DOCUMENT
 * @module
 */
const [address, cookie, documentId] = process.argv.slice(2);
const begun = performance.now();
const rows = new Map();
let cursor = null;
let requests = 0;
for (let more = true; more;) {
  const answer = await fetch(`${address}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "accept-encoding": "br",
      cookie,
      origin: address,
    },
    body: JSON.stringify({ documentId, variables: { cursor, first: 1000 } }),
  });
  const { pull } = (await answer.json()).data;
  requests += 1;
  for (const row of pull.incidents) rows.set(row.id, row);
  cursor = pull.cursor;
  more = pull.more;
}
console.log(
  JSON.stringify({ ms: performance.now() - begun, rows: rows.size, requests }),
);
