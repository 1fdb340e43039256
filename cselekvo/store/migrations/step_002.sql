-- Schema 2: reports that were issued, and the bytes of their documents.
CREATE TABLE "issued_report" (number INTEGER NOT NULL REFERENCES identity (number), seq_from INTEGER NOT NULL, seq_to INTEGER, seal TEXT, "report" TEXT, "subject" INTEGER REFERENCES identity (number), "lang" TEXT, "on" TEXT, "since" TEXT, "contacts" INTEGER, "position" INTEGER, "head" TEXT, "instant" TEXT, "product" TEXT, "scope" TEXT, PRIMARY KEY (number, seq_from));
CREATE UNIQUE INDEX "issued_report_present" ON "issued_report" (number) WHERE seq_to IS NULL;
CREATE INDEX "issued_report_opened" ON "issued_report" (seq_from);
CREATE INDEX "issued_report_closed" ON "issued_report" (seq_to) WHERE seq_to IS NOT NULL;
CREATE INDEX "issued_report_subject" ON "issued_report" ("subject");
CREATE TABLE "issued_document" (number INTEGER NOT NULL REFERENCES identity (number), seq_from INTEGER NOT NULL, seq_to INTEGER, seal TEXT, "report" INTEGER REFERENCES identity (number), "format" TEXT, "size" INTEGER, "digest" TEXT, "versions" TEXT, PRIMARY KEY (number, seq_from));
CREATE UNIQUE INDEX "issued_document_present" ON "issued_document" (number) WHERE seq_to IS NULL;
CREATE INDEX "issued_document_opened" ON "issued_document" (seq_from);
CREATE INDEX "issued_document_closed" ON "issued_document" (seq_to) WHERE seq_to IS NOT NULL;
CREATE INDEX "issued_document_report" ON "issued_document" ("report");
