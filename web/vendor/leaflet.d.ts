/** What of Leaflet 1.9.4 the app uses. */
export interface Point {
  lat: number
  lng: number
}
export type Pair = [number, number]

export class LatLngBounds {
  constructor(low: Pair, high: Pair)
  getSouth(): number
  getWest(): number
  getNorth(): number
  getEast(): number
  contains(other: LatLngBounds): boolean
  pad(ratio: number): LatLngBounds
}

export class Layer {
  addTo(to: Map | LayerGroup): this
  remove(): this
  on(event: string, listener: (event: { originalEvent?: Event }) => void): this
  getElement(): Element | undefined
}

export class LayerGroup extends Layer {
  constructor(layers?: Layer[])
  clearLayers(): this
}

export class SVG extends Layer {
  constructor(options?: { padding?: number })
}

export class Polygon extends Layer {
  constructor(
    ring: Pair[],
    options?: { className?: string; interactive?: boolean; renderer?: SVG; smoothFactor?: number },
  )
  bringToBack(): this
}

export class DivIcon {
  constructor(options: { html: Element; className?: string; iconSize?: [number, number] | null })
}

export class Marker extends Layer {
  constructor(at: Pair, options: {
    icon: DivIcon
    keyboard?: boolean
    interactive?: boolean
    title?: string
    zIndexOffset?: number
  })
}

export class Map {
  constructor(element: HTMLElement, options?: {
    attributionControl?: boolean
    zoomControl?: boolean
    minZoom?: number
    maxZoom?: number
    zoomSnap?: number
    zoomAnimation?: boolean
    fadeAnimation?: boolean
    inertia?: boolean
    maxBounds?: LatLngBounds
  })
  on(events: string, listener: () => void): this
  remove(): this
  getZoom(): number
  getBounds(): LatLngBounds
  zoomIn(): this
  zoomOut(): this
  fitBounds(bounds: LatLngBounds, options?: { padding?: Pair; maxZoom?: number; animate?: boolean }): this
  setView(at: Pair, zoom?: number, options?: { animate?: boolean }): this
  panTo(at: Pair, options?: { animate?: boolean }): this
  invalidateSize(options?: { animate?: boolean; pan?: boolean }): this
  latLngToContainerPoint(at: Pair): { x: number; y: number }
}
