import { organisationRepository } from './repository.mjs';

// Makes the repository of a size by itself: whatever a process starts counts as large as that process has ever been.
const [size, scratch] = process.argv.slice(2);
console.log(JSON.stringify(organisationRepository(size, { scratch })));
