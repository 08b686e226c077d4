/**
 * A claim in its list: whose it is, and how much.
 * @module
 */
import { ClaimCard, firmsTodo } from './own.js'

export const Card = ClaimCard
export const narrow = () => firmsTodo('todo')
