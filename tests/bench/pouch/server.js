/**
 * CouchDB's protocol as CHT's engine speaks it: express-pouchdb over memory, filled with the rows of a file.
 * node server.js PORT ROWS
 * @module
 */
import { readFileSync } from "node:fs";
import express from "express";
import expressPouchDB from "express-pouchdb";
import PouchDB from "pouchdb";
import memory from "pouchdb-adapter-memory";

const [port, rows] = process.argv.slice(2);
PouchDB.plugin(memory);
const Memory = PouchDB.defaults({ adapter: "memory" });
const database = new Memory("incidents");
await database.bulkDocs(
  JSON.parse(readFileSync(rows, "utf-8")).map((row) => ({
    _id: row.id,
    ...row,
  })),
);

let requests = 0;
const app = express();
app.get("/requests", (_, response) => response.json({ requests }));
app.get("/page", (_, response) => response.sendFile("blank.html", { root: "." }));
app.use("/dist", express.static("node_modules/pouchdb/dist"));
app.use((_request, _response, next) => {
  requests += 1;
  next();
});
app.use(
  "/",
  expressPouchDB(Memory, {
    mode: "minimumForPouchDB",
    inMemoryConfig: true,
    logPath: "/dev/null",
  }),
);
app.listen(Number(port), "127.0.0.1");
