/**
 * What is wrong with what was typed or asked for; opened when it is.
 * @module
 */

export const zh_typed = {
  typedWhy: {
    FILTER_AWAY: '没有信号时手机筛不出这一类，有信号再看',
    SEARCH_LONG: '搜索的话太长，没有去找：最多 200 个字、16 个词',
  },
}
