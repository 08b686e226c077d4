/**
 * Reading 责任时间, apart from its drawing: it is asked for beside its subject.
 * @module
 */
import { useEffect, useRef } from '../../vendor/preact-hooks.js'
import { useRead } from '../read.js'

/**
 * Read again when the subject has changed; what was read before stays there meanwhile.
 * @template D
 * @param {import('../../core/api.js').Operation<D, { id: string }>} operation
 * @param {string | null} id null: not known yet
 * @param {string | number | undefined} change what is new when the subject has changed
 */
export function useTimes(operation, id, change) {
  const { again, ...reading } = useRead(id && `held:${id}`, operation, { id })
  const read = useRef({ id, change })
  useEffect(() => {
    const { current: before } = read
    if (before.id === id && before.change !== undefined && before.change !== change) again()
    read.current = { id, change }
  }, [id, change])
  return reading
}
