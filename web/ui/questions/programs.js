/**
 * A kept question as other programs ask it: by its address, with its values as parameters and somebody's token.
 * @module
 */
import { written } from './values.js'

/** @param {string} origin @param {string} id @param {import('./wire.js').Values} values */
export function programs(origin, id, values) {
  const given = Object.entries(values).map(([name, value]) => /** @type {[string, string]} */ ([name, written(value)]))
  const query = new URLSearchParams(given).toString()
  const csv = `${origin}/questions/${id}.csv${query && `?${query}`}`
  const quoted = (/** @type {string} */ text) => JSON.stringify(text)
  return {
    curl: `curl -H "Authorization: Bearer $GRID_TOKEN" '${csv.replaceAll("'", '%27')}' -o question.csv\n`,
    python: [
      'import os',
      'import httpx',
      '',
      `answer = httpx.get(${quoted(`${origin}/questions/${id}.json`)}, params={${
        given.map(([name, value]) => `${quoted(name)}: ${quoted(value)}`).join(', ')
      }},`,
      '                   headers={"authorization": f"Bearer {os.environ[\'GRID_TOKEN\']}"})',
      'answer.raise_for_status()',
      'for row in answer.json()["rows"]:',
      '    print(row["cells"])',
      '',
    ].join('\n'),
    power: [
      'let',
      `  Source = Csv.Document(Web.Contents(${power(origin)}, [RelativePath = ${power(`questions/${id}.csv`)},`,
      `    Query = [${given.map(([name, value]) => `${name} = ${power(value)}`).join(', ')}],`,
      '    Headers = [Authorization = "Bearer " & Token]]), [Encoding = 65001]),',
      '  Rows = Table.PromoteHeaders(Source)',
      'in',
      '  Rows',
      '',
    ].join('\n'),
  }
}

/** A text as Power Query writes it. @param {string} text */
function power(text) {
  return `"${text.replaceAll('"', '""')}"`
}
