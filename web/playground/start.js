/**
 * 查询台: GraphiQL with the district's examples beside it and the price of a query above it. It only reads until 修改 is opened.
 * @module
 */
import { examples } from './examples.js'
import { ask, closeChanges, listen, openChanges, price } from './wire.js'

const { React, ReactDOM, GraphiQL } = /** @type {any} */ (globalThis)
const h = React.createElement
const WAIT = 300
const WHOSE = 'gridwhistle-person'
const TEXT = 'gridwhistle-question' // as web/ui/figures/draft.js keeps it: it survives a reload, and goes there and back
const HELLO = '# 选左边的示例，或写自己的查询。Choose an example, or write a query of your own.\n' +
  '# 表格 A table: curl -G -H "Accept: text/csv" -H "Authorization: Bearer …" --data-urlencode query@q.graphql …/graphql\n'

/** @param {string} id @returns {any} */
const part = (id) => document.getElementById(id)

/** @param {{ query?: string, operationName?: string | null }} params @param {any} ast */
function kindOf(params, ast) {
  const operations = ast?.definitions.filter((/** @type {any} */ node) => node.kind === 'OperationDefinition') ?? []
  const named = operations.find((/** @type {any} */ node) => node.name?.value === params.operationName)
  return (named ?? operations[0])?.operation ?? 'query'
}

/** @param {any} params @param {any} options */
async function fetcher(params, options) {
  if (params.operationName === 'IntrospectionQuery') return ask(params)
  const weighed = await showPrice(params)
  if (weighed.code) return { errors: [{ message: weighed.message, extensions: { code: weighed.code } }] }
  return kindOf(params, options?.documentAST) === 'subscription' ? listen(params) : ask(params)
}

/** @param {any} params */
async function showPrice(params) {
  const weighed = await price(params)
  const shown = part('price')
  shown.dataset.state = weighed.code ? 'refused' : 'fine'
  shown.textContent = weighed.code
    ? `不能运行 ${weighed.code}：${weighed.message}`
    : `预计 ${weighed.cost} / 上限 ${weighed.limit}`
  part('meter').value = weighed.code ? 0 : Math.min(1, Number(weighed.cost) / Number(weighed.limit))
  return weighed
}

/** @param {string | undefined} text */
function readVariables(text) {
  try {
    return JSON.parse(text || '{}')
  } catch {
    return {}
  }
}

/** @type {number | undefined} */
let later

/** @param {string} query @param {string} variables */
function weighLater(query, variables) {
  clearTimeout(later)
  const shown = query.replace(/#.*$/gm, '').trim()
  if (!shown) return
  later = setTimeout(() => showPrice({ query, variables: readVariables(variables) }), WAIT)
}

const HERE = `{
  areas(level: STREET, first: 1) { nodes { code lat lon } }
  incidents(first: 1) { nodes { grid { code lat lon } incidentClass { code } } }
}`

/**
 * Where the newest incident lies that the person sees; else the district's first street.
 * @returns {Promise<import('./examples.js').Here>}
 */
async function whereWeAre() {
  const told = (await ask({ query: HERE }).catch(() => null))?.data
  const [one] = told?.incidents?.nodes ?? []
  const { code = '', lat = 0, lon = 0 } = one?.grid ?? told?.areas?.nodes[0] ?? {}
  return { street: code.slice(0, 9), lat, lon, classCode: one?.incidentClass.code ?? '' }
}

/** What was written in this tab, or came from a question's page. @type {{ document?: string, given?: Record<string, any>, name?: string }} */
let written = {}

function readText() {
  try {
    written = JSON.parse(sessionStorage.getItem(TEXT) ?? '{}')
  } catch {
    written = {}
  }
}

/** @param {string} query @param {string} variables */
function keepText(query, variables) {
  if (query === HELLO) return
  const name = query === written.document ? written.name : undefined
  written = { document: query, given: readVariables(variables), name }
  sessionStorage.setItem(TEXT, JSON.stringify(written))
}

function Playground() {
  const [query, setQuery] = React.useState(written.document ?? HELLO)
  const [variables, setVariables] = React.useState(written.given ? JSON.stringify(written.given, null, 2) : '')
  React.useEffect(() => {
    weighLater(query, variables)
    keepText(query, variables)
  }, [query, variables])
  React.useEffect(() => {
    whereWeAre().then((here) =>
      showExamples((example) => {
        setQuery(example.query)
        setVariables(example.variables ? JSON.stringify(example.variables(here), null, 2) : '')
      })
    )
  }, [])
  return h(GraphiQL, {
    fetcher,
    query,
    variables,
    onEditQuery: setQuery,
    onEditVariables: setVariables,
    storage: sessionStorage,
    isHeadersEditorEnabled: false,
    shouldPersistHeaders: false,
    inputValueDeprecation: true,
    schemaDescription: true,
  })
}

/** @param {(example: import('./examples.js').Example) => void} choose */
function showExamples(choose) {
  const buttons = examples.map((example) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(example.title)
    const small = document.createElement('small')
    small.lang = 'en'
    small.textContent = example.titleEn
    button.append(small)
    button.addEventListener('click', () => {
      for (const other of buttons) other.ariaPressed = String(other === button)
      choose(example)
    })
    button.ariaPressed = 'false'
    return button
  })
  part('examples').replaceChildren(...buttons)
}

/** @type {number | undefined} */
let ticking

function shut() {
  clearInterval(ticking)
  closeChanges()
  part('changes').ariaChecked = 'false'
  part('state').textContent = '只读 Read only'
}

async function switchChanges() {
  if (part('changes').ariaChecked === 'true') return shut()
  try {
    const until = await openChanges()
    part('changes').ariaChecked = 'true'
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1000)
      if (left <= 0) return shut()
      part('state').textContent = `可修改 ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
    }
    tick()
    ticking = setInterval(tick, 1000)
  } catch (refused) {
    part('state').textContent = `没有打开：${/** @type {Error} */ (refused).message}`
  }
}

/** What this tab keeps of a query is for whoever wrote it: another person begins with an empty one. */
async function forgetOthers() {
  const answer = await fetch('/session', { headers: { accept: 'application/json' } }).catch(() => null)
  const person = String((await answer?.json().catch(() => null))?.person?.id ?? '')
  if (sessionStorage.getItem(WHOSE) !== person) sessionStorage.clear()
  sessionStorage.setItem(WHOSE, person)
}

part('changes').addEventListener('click', switchChanges)
part('keep').addEventListener('click', () => location.assign('/board?ask=new'))
await forgetOthers()
readText()
ReactDOM.createRoot(part('graphiql')).render(h(Playground))
