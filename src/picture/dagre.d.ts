// The types that come with the library name their parts without endings, which `nodenext` cannot follow.
declare module '@dagrejs/dagre' {
  export class Graph<G extends object, N extends object, E extends object> {
    constructor(options: { multigraph: boolean });
    setGraph(label: G): this;
    setNode(id: string, label: N): this;
    setEdge(from: string, to: string, label: E, name: string): this;
    node(id: string): N;
    edge(from: string, to: string, name: string): E;
  }
  export function layout<G extends object, N extends object, E extends object>(graph: Graph<G, N, E>): void;
}
