export declare function encodeQR(
  text: string,
  output: 'raw',
  options?: {
    ecc?: 'low' | 'medium' | 'quartile' | 'high'
    encoding?: 'numeric' | 'alphanumeric' | 'byte'
    border?: number
  },
): boolean[][]
