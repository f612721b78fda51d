// Plays a plant over OPC UA with node-opcua: COUNT variables, each one step further RATE times a second after "go".
const { OPCUAServer, Variant, DataType, MessageSecurityMode, SecurityPolicy } = require("node-opcua");
const [port, count, rate] = process.argv.slice(2).map(Number);
(async () => {
  const server = new OPCUAServer({ port, resourcePath: "/", allowAnonymous: true,
    securityModes: [MessageSecurityMode.None], securityPolicies: [SecurityPolicy.None],
    serverCapabilities: { maxMonitoredItems: 20000, maxMonitoredItemsPerCall: 5000, maxMonitoredItemsPerSubscription: 20000, maxNodesPerBrowse: 5000 } });
  await server.initialize();
  const space = server.engine.addressSpace, own = space.getOwnNamespace();
  const line = own.addObject({ organizedBy: space.rootFolder.objects, browseName: "Line" });
  const all = [];
  for (let i = 0; i < count; i++) {
    all.push(own.addVariable({ componentOf: line, browseName: `Count${i}`, nodeId: `s=Count${i}`, dataType: "UInt32" }));
    all[i].setValueFromSource({ dataType: DataType.UInt32, value: 0 });
  }
  await server.start();
  console.log("up");
  let n = 0, run = false;
  process.stdin.on("data", (text) => { run = String(text).startsWith("go"); if (!run) console.log(`at ${n}`); });
  setInterval(() => { if (run) { n++; for (const one of all) one.setValueFromSource({ dataType: DataType.UInt32, value: n }); } }, 1000 / rate);
})();
