/**
 * A phone's first sync by PouchDB, at its usual batches or at those of BATCH rows.
 * node replicate.js ADDRESS BATCH
 * @module
 */
import PouchDB from "pouchdb";
import memory from "pouchdb-adapter-memory";

const [address, batch] = process.argv.slice(2);
PouchDB.plugin(memory);
const own = new PouchDB("own", { adapter: "memory" });
const begun = performance.now();
await own.replicate.from(
  `${address}/incidents`,
  Number(batch) ? { batch_size: Number(batch) } : {},
);
const ms = performance.now() - begun;
console.log(JSON.stringify({ ms, rows: (await own.info()).doc_count }));
process.exit(0);
