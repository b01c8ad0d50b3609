-- SHA-256 of what the chair signed. A passage that is blotted out later changes the document, never what was signed.
ALTER TABLE minutes ADD COLUMN document_hash BYTES;
