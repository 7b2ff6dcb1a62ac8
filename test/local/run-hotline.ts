/** A hotline in a process of its own, for the test that kills it. Arguments: folder, port. */
import { startHotline } from '../../local/hotline';

const [dataDir = '', port = '0'] = process.argv.slice(2);
const { origin } = await startHotline({ dataDir, port: Number(port) });
console.log(`ready ${origin}`);
