"""Reading and writing the phone's own database from outside, as JavaScript that a page runs."""

STORED = """(name) => new Promise((resolve, reject) => {
  const asked = indexedDB.open('gridwhistle')
  asked.onerror = () => reject(asked.error)
  asked.onsuccess = () => {
    const all = asked.result.transaction(name).objectStore(name).getAll()
    all.onerror = () => reject(all.error)
    all.onsuccess = () => { asked.result.close(); resolve(all.result.map((one) => JSON.parse(JSON.stringify(one)))) }
  }
})"""

FACT = """([name, value]) => new Promise((resolve, reject) => {
  const asked = indexedDB.open('gridwhistle')
  asked.onerror = () => reject(asked.error)
  asked.onsuccess = () => {
    const change = asked.result.transaction('meta', 'readwrite')
    const facts = change.objectStore('meta')
    if (value === null) facts.delete(IDBKeyRange.bound(name, `${name}\\uffff`))
    else facts.put(value, name)
    change.oncomplete = () => { asked.result.close(); resolve() }
  }
})"""

PUT = """([name, value]) => new Promise((resolve, reject) => {
  const asked = indexedDB.open('gridwhistle')
  asked.onerror = () => reject(asked.error)
  asked.onsuccess = () => {
    const change = asked.result.transaction(name, 'readwrite')
    change.objectStore(name).put(value)
    change.oncomplete = () => { asked.result.close(); resolve() }
  }
})"""
