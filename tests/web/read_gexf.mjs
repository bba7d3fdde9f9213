// Reads GEXF files as Gephi Lite does, strictly, and prints what is in each, one JSON object a line.
import {readFileSync} from 'node:fs';
import Graph from 'graphology';
import gexf from 'graphology-gexf';

for (const path of process.argv.slice(2)) {
  const graph = gexf.parse(Graph, readFileSync(path, 'utf8'));
  console.log(JSON.stringify({
    nodes: graph.order,
    edges: graph.size,
    type: graph.type,
    labels: graph.mapNodes((_, attributes) => attributes.label).sort(),
    placed: graph.everyNode((_, {x, y, size, color}) => [x, y, size].every(Number.isFinite) && Boolean(color)),
    weighed: graph.everyEdge((_, attributes) => attributes.weight > 0),
    kinds: [...new Set(graph.mapNodes((_, attributes) => attributes.node_type))].sort(),
  }));
}
