CREATE TABLE "ApprovalPolicies" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_ApprovalPolicies" PRIMARY KEY AUTOINCREMENT,
    "Number" INTEGER NOT NULL,
    "Table" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "ProposedById" TEXT NOT NULL,
    "ProposedByName" TEXT NOT NULL,
    "ProposedAt" TEXT NOT NULL,
    "DecidedById" TEXT NULL,
    "DecidedByName" TEXT NULL,
    "DecidedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);


CREATE TABLE "ArmHours" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_ArmHours" PRIMARY KEY AUTOINCREMENT,
    "PromptKey" TEXT NOT NULL,
    "PromptVersion" INTEGER NOT NULL,
    "Hour" TEXT NOT NULL,
    "Calls" INTEGER NOT NULL,
    "Errors" INTEGER NOT NULL,
    "PricedCalls" INTEGER NOT NULL,
    "Cost" INTEGER NOT NULL,
    "Latencies" TEXT NOT NULL,
    "PositiveFeedback" INTEGER NOT NULL,
    "NegativeFeedback" INTEGER NOT NULL,
    "NeutralFeedback" INTEGER NOT NULL,
    "Revision" INTEGER NOT NULL
);


CREATE TABLE "AuditEvents" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AuditEvents" PRIMARY KEY AUTOINCREMENT,
    "EventId" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "ActorId" TEXT NOT NULL,
    "ActorName" TEXT NOT NULL,
    "ActorKind" TEXT NOT NULL,
    "Action" TEXT NOT NULL,
    "ObjectKind" TEXT NOT NULL,
    "ObjectKey" TEXT NOT NULL,
    "PromptKey" TEXT NULL,
    "Outcome" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "PayloadJson" TEXT NOT NULL
);


CREATE TABLE "CachedResponses" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_CachedResponses" PRIMARY KEY,
    "Text" TEXT NOT NULL,
    "FinishReason" TEXT NULL,
    "ModelReturned" TEXT NULL,
    "ToolCallsJson" TEXT NULL,
    "MeanLogProb" REAL NULL,
    "InputTokens" INTEGER NOT NULL,
    "CachedInputTokens" INTEGER NOT NULL,
    "OutputTokens" INTEGER NOT NULL,
    "ReasoningTokens" INTEGER NOT NULL,
    "LatencyMs" REAL NOT NULL,
    "Cost" INTEGER NULL,
    "CreatedAt" TEXT NOT NULL
);


CREATE TABLE "Calls" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Calls" PRIMARY KEY AUTOINCREMENT,
    "CallId" TEXT NOT NULL,
    "StartedAt" TEXT NOT NULL,
    "ReceivedAt" TEXT NOT NULL,
    "DurationMs" REAL NOT NULL,
    "TimeToFirstTokenMs" REAL NULL,
    "SystemKey" TEXT NULL,
    "PromptKey" TEXT NULL,
    "PromptVersion" INTEGER NULL,
    "Provider" TEXT NULL,
    "Model" TEXT NULL,
    "Operation" TEXT NULL,
    "Status" TEXT NOT NULL,
    "ErrorType" TEXT NULL,
    "InputTokens" INTEGER NOT NULL,
    "CachedInputTokens" INTEGER NOT NULL,
    "OutputTokens" INTEGER NOT NULL,
    "ReasoningTokens" INTEGER NOT NULL,
    "Cost" INTEGER NULL,
    "UserHash" TEXT NULL,
    "SessionId" TEXT NULL,
    "TraceId" TEXT NULL,
    "SpanId" TEXT NULL,
    "CacheHit" INTEGER NOT NULL,
    "Tags" TEXT NOT NULL
);


CREATE TABLE "Delegations" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Delegations" PRIMARY KEY AUTOINCREMENT,
    "FromId" TEXT NOT NULL,
    "FromName" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "ToId" TEXT NOT NULL,
    "ToName" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "ValidFrom" TEXT NOT NULL,
    "ValidUntil" TEXT NOT NULL,
    "RevokedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);


CREATE TABLE "Feedback" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Feedback" PRIMARY KEY AUTOINCREMENT,
    "FeedbackId" TEXT NOT NULL,
    "CallId" TEXT NULL,
    "TraceId" TEXT NULL,
    "At" TEXT NOT NULL,
    "ReceivedAt" TEXT NOT NULL,
    "Rating" TEXT NOT NULL,
    "Stars" INTEGER NULL,
    "HasComment" INTEGER NOT NULL,
    "UserHash" TEXT NULL,
    "SystemKey" TEXT NULL,
    "PromptKey" TEXT NULL,
    "PromptVersion" INTEGER NULL,
    "Model" TEXT NULL,
    "Tags" TEXT NOT NULL
);


CREATE TABLE "Notifications" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Notifications" PRIMARY KEY AUTOINCREMENT,
    "PersonId" TEXT NOT NULL,
    "Topic" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Href" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "ReadAt" TEXT NULL
);


CREATE TABLE "People" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_People" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Roles" TEXT NOT NULL,
    "SeenAt" TEXT NOT NULL,
    "VisitedAt" TEXT NULL,
    "PreviousVisitAt" TEXT NULL
);


CREATE TABLE "Providers" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Providers" PRIMARY KEY AUTOINCREMENT,
    "Key" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "BaseUrl" TEXT NULL,
    "SecretRef" TEXT NULL,
    "Region" TEXT NOT NULL,
    "Agreement" TEXT NOT NULL,
    "Retention" TEXT NOT NULL,
    "AllowedDataClasses" TEXT NOT NULL,
    "RequestsPerMinute" INTEGER NULL,
    "TokensPerMinute" INTEGER NULL,
    "MaxConcurrency" INTEGER NOT NULL,
    "TimeoutSeconds" INTEGER NOT NULL,
    "MaxRetries" INTEGER NOT NULL,
    "Enabled" INTEGER NOT NULL,
    "TestedAt" TEXT NULL,
    "TestOk" INTEGER NULL,
    "TestMessage" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL
);


CREATE TABLE "Systems" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Systems" PRIMARY KEY AUTOINCREMENT,
    "Key" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Purpose" TEXT NOT NULL,
    "Owner" TEXT NOT NULL,
    "TechnicalOwner" TEXT NOT NULL,
    "Audience" TEXT NOT NULL,
    "Data" TEXT NOT NULL,
    "Autonomy" TEXT NOT NULL,
    "Effect" TEXT NOT NULL,
    "Regulatory" TEXT NOT NULL,
    "DataClasses" TEXT NOT NULL,
    "Regions" TEXT NOT NULL,
    "SloP95Ms" INTEGER NULL,
    "SloErrorRate" REAL NULL,
    "MonthlyBudget" INTEGER NULL,
    "Critical" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "IsDemo" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL
);


CREATE TABLE "Webhooks" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Webhooks" PRIMARY KEY AUTOINCREMENT,
    "Name" TEXT NOT NULL,
    "Url" TEXT NOT NULL,
    "SecretRef" TEXT NOT NULL,
    "Events" TEXT NOT NULL,
    "Enabled" INTEGER NOT NULL,
    "ScannedUntil" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL
);


CREATE TABLE "ProviderModels" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_ProviderModels" PRIMARY KEY AUTOINCREMENT,
    "ProviderId" INTEGER NOT NULL,
    "Key" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "ContextWindow" INTEGER NULL,
    "Enabled" INTEGER NOT NULL,
    "StatedKind" TEXT NULL,
    CONSTRAINT "FK_ProviderModels_Providers_ProviderId" FOREIGN KEY ("ProviderId") REFERENCES "Providers" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Datasets" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Datasets" PRIMARY KEY AUTOINCREMENT,
    "SystemId" INTEGER NOT NULL,
    "Key" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "LatestNumber" INTEGER NOT NULL,
    "VariablesSchema" TEXT NULL,
    "FrozenAt" TEXT NULL,
    "FrozenBy" TEXT NULL,
    "FrozenReason" TEXT NULL,
    "IsDemo" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_Datasets_Systems_SystemId" FOREIGN KEY ("SystemId") REFERENCES "Systems" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Incidents" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Incidents" PRIMARY KEY AUTOINCREMENT,
    "SystemId" INTEGER NOT NULL,
    "Title" TEXT NOT NULL,
    "Severity" INTEGER NOT NULL,
    "DeclaredById" TEXT NOT NULL,
    "DeclaredByName" TEXT NOT NULL,
    "DeclaredAt" TEXT NOT NULL,
    "ResolvedAt" TEXT NULL,
    "ResolvedByName" TEXT NULL,
    "Resolution" TEXT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_Incidents_Systems_SystemId" FOREIGN KEY ("SystemId") REFERENCES "Systems" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Prompts" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Prompts" PRIMARY KEY AUTOINCREMENT,
    "SystemId" INTEGER NOT NULL,
    "Key" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "LatestNumber" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL DEFAULT 'Chat',
    "IsDemo" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_Prompts_Systems_SystemId" FOREIGN KEY ("SystemId") REFERENCES "Systems" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "SavedReports" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_SavedReports" PRIMARY KEY AUTOINCREMENT,
    "Kind" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "SystemId" INTEGER NOT NULL,
    "Href" TEXT NOT NULL,
    "ContentJson" TEXT NOT NULL,
    "ById" TEXT NOT NULL,
    "ByName" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_SavedReports_Systems_SystemId" FOREIGN KEY ("SystemId") REFERENCES "Systems" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "TierLowerings" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_TierLowerings" PRIMARY KEY AUTOINCREMENT,
    "SystemId" INTEGER NOT NULL,
    "FromLevel" INTEGER NOT NULL,
    "ToLevel" INTEGER NOT NULL,
    "Reason" TEXT NOT NULL,
    "ValidUntil" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "RequestedById" TEXT NOT NULL,
    "RequestedByName" TEXT NOT NULL,
    "RequestedAt" TEXT NOT NULL,
    "DecidedById" TEXT NULL,
    "DecidedByName" TEXT NULL,
    "DecidedAt" TEXT NULL,
    "DecisionComment" TEXT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_TierLowerings_Systems_SystemId" FOREIGN KEY ("SystemId") REFERENCES "Systems" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "WebhookDeliveries" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_WebhookDeliveries" PRIMARY KEY AUTOINCREMENT,
    "WebhookId" INTEGER NOT NULL,
    "EventId" TEXT NOT NULL,
    "Action" TEXT NOT NULL,
    "Body" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "NextAttemptAt" TEXT NULL,
    "DeliveredAt" TEXT NULL,
    "LastStatus" INTEGER NULL,
    "LastError" TEXT NULL,
    CONSTRAINT "FK_WebhookDeliveries_Webhooks_WebhookId" FOREIGN KEY ("WebhookId") REFERENCES "Webhooks" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "ModelPrices" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_ModelPrices" PRIMARY KEY AUTOINCREMENT,
    "ModelId" INTEGER NOT NULL,
    "ValidFrom" TEXT NULL,
    "Input" INTEGER NOT NULL,
    "CachedInput" INTEGER NULL,
    "Output" INTEGER NOT NULL,
    "Reasoning" INTEGER NULL,
    "Tiers" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "CheckedOn" TEXT NOT NULL,
    CONSTRAINT "FK_ModelPrices_ProviderModels_ModelId" FOREIGN KEY ("ModelId") REFERENCES "ProviderModels" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "DatasetVersions" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_DatasetVersions" PRIMARY KEY AUTOINCREMENT,
    "DatasetId" INTEGER NOT NULL,
    "Number" INTEGER NOT NULL,
    "CaseCount" INTEGER NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "Variables" TEXT NOT NULL,
    "ChangeNote" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    CONSTRAINT "FK_DatasetVersions_Datasets_DatasetId" FOREIGN KEY ("DatasetId") REFERENCES "Datasets" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "GateExceptions" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_GateExceptions" PRIMARY KEY AUTOINCREMENT,
    "PromptId" INTEGER NOT NULL,
    "VersionNumber" INTEGER NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "GateKind" TEXT NOT NULL,
    "RuleWords" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "CompensatingControls" TEXT NOT NULL,
    "ValidUntil" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "RequestedById" TEXT NOT NULL,
    "RequestedByName" TEXT NOT NULL,
    "RequestedAt" TEXT NOT NULL,
    "DecidedById" TEXT NULL,
    "DecidedByName" TEXT NULL,
    "DecidedAs" TEXT NULL,
    "DecidedAt" TEXT NULL,
    "DecisionComment" TEXT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_GateExceptions_Prompts_PromptId" FOREIGN KEY ("PromptId") REFERENCES "Prompts" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "LabelMoves" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_LabelMoves" PRIMARY KEY AUTOINCREMENT,
    "PromptId" INTEGER NOT NULL,
    "Label" TEXT NOT NULL,
    "FromNumber" INTEGER NULL,
    "ToNumber" INTEGER NOT NULL,
    "CanaryNumber" INTEGER NULL,
    "CanaryPercent" INTEGER NULL,
    "ReleaseId" INTEGER NULL,
    "Why" TEXT NOT NULL,
    "ById" TEXT NOT NULL,
    "ByName" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_LabelMoves_Prompts_PromptId" FOREIGN KEY ("PromptId") REFERENCES "Prompts" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "PromptVersions" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_PromptVersions" PRIMARY KEY AUTOINCREMENT,
    "PromptId" INTEGER NOT NULL,
    "Number" INTEGER NOT NULL,
    "Messages" TEXT NOT NULL,
    "Variables" TEXT NOT NULL,
    "Model" TEXT NULL,
    "ResponseFormat" TEXT NULL,
    "Tools" TEXT NULL,
    "Includes" TEXT NULL,
    "ContentHash" TEXT NOT NULL,
    "ChangeNote" TEXT NOT NULL,
    "State" TEXT NOT NULL DEFAULT 'Draft',
    "StateReason" TEXT NULL,
    "AuthorId" TEXT NOT NULL,
    "AuthorName" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "EditorId" TEXT NULL,
    "EditorName" TEXT NULL,
    "EditedAt" TEXT NULL,
    "SubmittedAt" TEXT NULL,
    "ApprovedAt" TEXT NULL,
    "ApprovalEndsAt" TEXT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_PromptVersions_Prompts_PromptId" FOREIGN KEY ("PromptId") REFERENCES "Prompts" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "DatasetCases" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_DatasetCases" PRIMARY KEY AUTOINCREMENT,
    "DatasetVersionId" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    "Key" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "VariablesJson" TEXT NOT NULL,
    "Expected" TEXT NOT NULL,
    "Tags" TEXT NOT NULL,
    "Assertions" TEXT NOT NULL,
    "Split" TEXT NULL,
    "Origin" TEXT NULL,
    "Threshold" REAL NULL,
    CONSTRAINT "FK_DatasetCases_DatasetVersions_DatasetVersionId" FOREIGN KEY ("DatasetVersionId") REFERENCES "DatasetVersions" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Judges" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Judges" PRIMARY KEY AUTOINCREMENT,
    "Key" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "AssertionType" TEXT NOT NULL,
    "PromptVersionId" INTEGER NOT NULL,
    "ModelId" INTEGER NOT NULL,
    "Parameters" TEXT NOT NULL,
    "KappaFloor" REAL NOT NULL,
    "IsDemo" INTEGER NOT NULL,
    "CreatedById" TEXT NOT NULL,
    "CreatedByName" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "RetiredAt" TEXT NULL,
    CONSTRAINT "FK_Judges_PromptVersions_PromptVersionId" FOREIGN KEY ("PromptVersionId") REFERENCES "PromptVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Judges_ProviderModels_ModelId" FOREIGN KEY ("ModelId") REFERENCES "ProviderModels" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "PlaygroundTrials" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_PlaygroundTrials" PRIMARY KEY AUTOINCREMENT,
    "SystemId" INTEGER NULL,
    "PromptVersionId" INTEGER NULL,
    "Messages" TEXT NOT NULL,
    "VariablesJson" TEXT NOT NULL,
    "Blind" INTEGER NOT NULL,
    "ById" TEXT NOT NULL,
    "ByName" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "VotedAt" TEXT NULL,
    "BestPosition" INTEGER NULL,
    CONSTRAINT "FK_PlaygroundTrials_PromptVersions_PromptVersionId" FOREIGN KEY ("PromptVersionId") REFERENCES "PromptVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_PlaygroundTrials_Systems_SystemId" FOREIGN KEY ("SystemId") REFERENCES "Systems" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "PromptLabels" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_PromptLabels" PRIMARY KEY AUTOINCREMENT,
    "PromptId" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "VersionId" INTEGER NOT NULL,
    "ReleaseId" INTEGER NULL,
    "CanaryVersionId" INTEGER NULL,
    "CanaryReleaseId" INTEGER NULL,
    "CanaryPercent" INTEGER NULL,
    "MovedAt" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_PromptLabels_PromptVersions_CanaryVersionId" FOREIGN KEY ("CanaryVersionId") REFERENCES "PromptVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_PromptLabels_PromptVersions_VersionId" FOREIGN KEY ("VersionId") REFERENCES "PromptVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_PromptLabels_Prompts_PromptId" FOREIGN KEY ("PromptId") REFERENCES "Prompts" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Releases" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Releases" PRIMARY KEY AUTOINCREMENT,
    "PromptId" INTEGER NOT NULL,
    "VersionId" INTEGER NOT NULL,
    "Label" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "LiveNumber" INTEGER NULL,
    "Tier" INTEGER NOT NULL,
    "PersonalData" INTEGER NOT NULL,
    "PolicyNumber" INTEGER NOT NULL,
    "Note" TEXT NOT NULL,
    "RequestedById" TEXT NOT NULL,
    "RequestedByName" TEXT NOT NULL,
    "RequestedByKind" TEXT NOT NULL,
    "RequestedAt" TEXT NOT NULL,
    "DecideBy" TEXT NOT NULL,
    "Round" INTEGER NOT NULL,
    "Evidence" TEXT NOT NULL,
    "Figures" TEXT NULL,
    "StaleReason" TEXT NULL,
    "ApprovedAt" TEXT NULL,
    "ApprovalEndsAt" TEXT NULL,
    "Percent" INTEGER NULL,
    "RollingSince" TEXT NULL,
    "Held" INTEGER NOT NULL,
    "Guardrails" TEXT NOT NULL,
    "GuardrailFigures" TEXT NOT NULL,
    "GuardrailsAt" TEXT NULL,
    "LiveAt" TEXT NULL,
    "EndedAt" TEXT NULL,
    "EndReason" TEXT NULL,
    "BreakGlass" TEXT NULL,
    "RemindedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_Releases_PromptVersions_VersionId" FOREIGN KEY ("VersionId") REFERENCES "PromptVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Releases_Prompts_PromptId" FOREIGN KEY ("PromptId") REFERENCES "Prompts" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "PlaygroundAnswers" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_PlaygroundAnswers" PRIMARY KEY AUTOINCREMENT,
    "TrialId" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    "ModelId" INTEGER NOT NULL,
    "Parameters" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    "ErrorMessage" TEXT NULL,
    "ModelReturned" TEXT NULL,
    "TimeToFirstTokenMs" REAL NULL,
    "LatencyMs" REAL NOT NULL,
    "InputTokens" INTEGER NOT NULL,
    "OutputTokens" INTEGER NOT NULL,
    "Cost" INTEGER NULL,
    CONSTRAINT "FK_PlaygroundAnswers_PlaygroundTrials_TrialId" FOREIGN KEY ("TrialId") REFERENCES "PlaygroundTrials" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_PlaygroundAnswers_ProviderModels_ModelId" FOREIGN KEY ("ModelId") REFERENCES "ProviderModels" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Decisions" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Decisions" PRIMARY KEY AUTOINCREMENT,
    "ReleaseId" INTEGER NOT NULL,
    "Round" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "ById" TEXT NOT NULL,
    "ByName" TEXT NOT NULL,
    "ForId" TEXT NULL,
    "ForName" TEXT NULL,
    "ContentHash" TEXT NOT NULL,
    "Comment" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_Decisions_Releases_ReleaseId" FOREIGN KEY ("ReleaseId") REFERENCES "Releases" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "ReleaseComments" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_ReleaseComments" PRIMARY KEY AUTOINCREMENT,
    "ReleaseId" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "ById" TEXT NOT NULL,
    "ByName" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_ReleaseComments_Releases_ReleaseId" FOREIGN KEY ("ReleaseId") REFERENCES "Releases" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "BenchmarkCandidates" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_BenchmarkCandidates" PRIMARY KEY AUTOINCREMENT,
    "BenchmarkId" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "PromptVersionId" INTEGER NOT NULL,
    "ModelId" INTEGER NOT NULL,
    "Parameters" TEXT NOT NULL,
    "IsBaseline" INTEGER NOT NULL,
    CONSTRAINT "FK_BenchmarkCandidates_PromptVersions_PromptVersionId" FOREIGN KEY ("PromptVersionId") REFERENCES "PromptVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_BenchmarkCandidates_ProviderModels_ModelId" FOREIGN KEY ("ModelId") REFERENCES "ProviderModels" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_BenchmarkCandidates_Benchmarks_BenchmarkId" FOREIGN KEY ("BenchmarkId") REFERENCES "Benchmarks" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Benchmarks" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Benchmarks" PRIMARY KEY AUTOINCREMENT,
    "SystemId" INTEGER NOT NULL,
    "Key" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Purpose" TEXT NOT NULL,
    "DatasetId" INTEGER NOT NULL,
    "DatasetVersionId" INTEGER NULL,
    "Repeats" INTEGER NOT NULL,
    "Assertions" TEXT NOT NULL,
    "Threshold" REAL NULL,
    "SpendCap" INTEGER NULL,
    "Concurrency" INTEGER NOT NULL,
    "UseCache" INTEGER NOT NULL,
    "Cron" TEXT NULL,
    "TimeZone" TEXT NULL,
    "MissedRuns" TEXT NOT NULL,
    "BaselineRunId" INTEGER NULL,
    "IsDemo" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_Benchmarks_DatasetVersions_DatasetVersionId" FOREIGN KEY ("DatasetVersionId") REFERENCES "DatasetVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Benchmarks_Datasets_DatasetId" FOREIGN KEY ("DatasetId") REFERENCES "Datasets" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Benchmarks_Systems_SystemId" FOREIGN KEY ("SystemId") REFERENCES "Systems" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Benchmarks_Runs_BaselineRunId" FOREIGN KEY ("BaselineRunId") REFERENCES "Runs" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Gates" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Gates" PRIMARY KEY AUTOINCREMENT,
    "PromptId" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "BenchmarkId" INTEGER NOT NULL,
    "Rules" TEXT NOT NULL,
    "ChangeNote" TEXT NOT NULL,
    "CreatedById" TEXT NOT NULL,
    "CreatedByName" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    CONSTRAINT "FK_Gates_Benchmarks_BenchmarkId" FOREIGN KEY ("BenchmarkId") REFERENCES "Benchmarks" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Gates_Prompts_PromptId" FOREIGN KEY ("PromptId") REFERENCES "Prompts" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Runs" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Runs" PRIMARY KEY AUTOINCREMENT,
    "BenchmarkId" INTEGER NOT NULL,
    "ActiveBenchmarkId" INTEGER NULL,
    "SystemId" INTEGER NOT NULL,
    "BenchmarkKey" TEXT NOT NULL,
    "BenchmarkName" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "StateReason" TEXT NULL,
    "Trigger" TEXT NOT NULL,
    "StartedById" TEXT NOT NULL,
    "StartedByName" TEXT NOT NULL,
    "IdempotencyKey" TEXT NULL,
    "DatasetVersionId" INTEGER NOT NULL,
    "DatasetKey" TEXT NOT NULL,
    "DatasetVersionNumber" INTEGER NOT NULL,
    "CaseCount" INTEGER NOT NULL,
    "Repeats" INTEGER NOT NULL,
    "TotalCells" INTEGER NOT NULL,
    "DoneCells" INTEGER NOT NULL,
    "FailedCells" INTEGER NOT NULL,
    "Assertions" TEXT NOT NULL,
    "CaseJudges" TEXT NULL,
    "Threshold" REAL NULL,
    "SpendCap" INTEGER NULL,
    "Cost" INTEGER NOT NULL,
    "Concurrency" INTEGER NOT NULL,
    "UseCache" INTEGER NOT NULL,
    "CodeVersion" TEXT NOT NULL,
    "QueuedAt" TEXT NOT NULL,
    "StartedAt" TEXT NULL,
    "CompletedAt" TEXT NULL,
    "CancelRequestedAt" TEXT NULL,
    "CancelRequestedBy" TEXT NULL,
    "LeaseOwner" TEXT NULL,
    "LeaseUntil" TEXT NULL,
    "Attempt" INTEGER NOT NULL,
    "IsDemo" INTEGER NOT NULL,
    "OfRunId" INTEGER NULL,
    "Selection" TEXT NULL,
    CONSTRAINT "FK_Runs_Benchmarks_BenchmarkId" FOREIGN KEY ("BenchmarkId") REFERENCES "Benchmarks" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Runs_DatasetVersions_DatasetVersionId" FOREIGN KEY ("DatasetVersionId") REFERENCES "DatasetVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Runs_Runs_OfRunId" FOREIGN KEY ("OfRunId") REFERENCES "Runs" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Runs_Systems_SystemId" FOREIGN KEY ("SystemId") REFERENCES "Systems" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "GateOutcomes" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_GateOutcomes" PRIMARY KEY AUTOINCREMENT,
    "RunId" INTEGER NOT NULL,
    "GateId" INTEGER NOT NULL,
    "PromptVersionId" INTEGER NOT NULL,
    "Verdict" TEXT NOT NULL,
    "Rules" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_GateOutcomes_Gates_GateId" FOREIGN KEY ("GateId") REFERENCES "Gates" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_GateOutcomes_PromptVersions_PromptVersionId" FOREIGN KEY ("PromptVersionId") REFERENCES "PromptVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_GateOutcomes_Runs_RunId" FOREIGN KEY ("RunId") REFERENCES "Runs" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "LabelQueues" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_LabelQueues" PRIMARY KEY AUTOINCREMENT,
    "Name" TEXT NOT NULL,
    "RunId" INTEGER NOT NULL,
    "Rubric" TEXT NOT NULL,
    "Reviewers" INTEGER NOT NULL,
    "Selection" TEXT NOT NULL,
    "ItemCount" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "IsDemo" INTEGER NOT NULL,
    "CreatedById" TEXT NOT NULL,
    "CreatedByName" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_LabelQueues_Runs_RunId" FOREIGN KEY ("RunId") REFERENCES "Runs" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "RunCandidates" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_RunCandidates" PRIMARY KEY AUTOINCREMENT,
    "RunId" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "IsBaseline" INTEGER NOT NULL,
    "PromptVersionId" INTEGER NOT NULL,
    "PromptKey" TEXT NOT NULL,
    "PromptNumber" INTEGER NOT NULL,
    "PromptHash" TEXT NOT NULL,
    "ModelId" INTEGER NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderKind" TEXT NOT NULL,
    "ModelKey" TEXT NOT NULL,
    "Parameters" TEXT NOT NULL,
    "DoneCells" INTEGER NOT NULL,
    "FailedCells" INTEGER NOT NULL,
    "PassedCells" INTEGER NOT NULL,
    "ScoreSum" REAL NOT NULL,
    "Cost" INTEGER NOT NULL,
    "InputTokens" INTEGER NOT NULL,
    "OutputTokens" INTEGER NOT NULL,
    "Summary" TEXT NULL,
    CONSTRAINT "FK_RunCandidates_PromptVersions_PromptVersionId" FOREIGN KEY ("PromptVersionId") REFERENCES "PromptVersions" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_RunCandidates_ProviderModels_ModelId" FOREIGN KEY ("ModelId") REFERENCES "ProviderModels" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_RunCandidates_Runs_RunId" FOREIGN KEY ("RunId") REFERENCES "Runs" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "RunCases" (
    "RunId" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    "CaseId" INTEGER NOT NULL,
    "CaseKey" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Tags" TEXT NOT NULL,
    "AnyFailure" INTEGER NOT NULL,
    "AnyError" INTEGER NOT NULL,
    "Differing" INTEGER NOT NULL,
    "Flipped" INTEGER NOT NULL,
    "Unstable" INTEGER NOT NULL,
    "Cells" TEXT NOT NULL,
    CONSTRAINT "PK_RunCases" PRIMARY KEY ("RunId", "Position"),
    CONSTRAINT "FK_RunCases_Runs_RunId" FOREIGN KEY ("RunId") REFERENCES "Runs" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "RunCells" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_RunCells" PRIMARY KEY AUTOINCREMENT,
    "RunId" INTEGER NOT NULL,
    "CandidateId" INTEGER NOT NULL,
    "CaseId" INTEGER NOT NULL,
    "CasePosition" INTEGER NOT NULL,
    "Repeat" INTEGER NOT NULL,
    "State" INTEGER NOT NULL,
    "Pass" INTEGER NULL,
    "Score" REAL NULL,
    "LatencyMs" REAL NULL,
    "Cost" INTEGER NULL,
    "InputTokens" INTEGER NOT NULL,
    "CachedInputTokens" INTEGER NOT NULL,
    "OutputTokens" INTEGER NOT NULL,
    "ReasoningTokens" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "Cached" INTEGER NOT NULL,
    "CompletedAt" TEXT NULL,
    "ErrorCode" TEXT NULL,
    "ErrorMessage" TEXT NULL,
    "FinishReason" TEXT NULL,
    "ModelReturned" TEXT NULL,
    "Output" TEXT NULL,
    "ToolCallsJson" TEXT NULL,
    "MeanLogProb" REAL NULL,
    "JudgeCost" INTEGER NULL,
    "AssertionsJson" TEXT NULL,
    CONSTRAINT "FK_RunCells_DatasetCases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "DatasetCases" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_RunCells_RunCandidates_CandidateId" FOREIGN KEY ("CandidateId") REFERENCES "RunCandidates" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_RunCells_Runs_RunId" FOREIGN KEY ("RunId") REFERENCES "Runs" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "LabelItems" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_LabelItems" PRIMARY KEY AUTOINCREMENT,
    "QueueId" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    "CellId" INTEGER NOT NULL,
    CONSTRAINT "FK_LabelItems_LabelQueues_QueueId" FOREIGN KEY ("QueueId") REFERENCES "LabelQueues" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_LabelItems_RunCells_CellId" FOREIGN KEY ("CellId") REFERENCES "RunCells" ("Id") ON DELETE RESTRICT
);


CREATE TABLE "Labels" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Labels" PRIMARY KEY AUTOINCREMENT,
    "ItemId" INTEGER NOT NULL,
    "Slot" INTEGER NOT NULL,
    "ById" TEXT NOT NULL,
    "ByName" TEXT NOT NULL,
    "ReservedUntil" TEXT NOT NULL,
    "GivenAt" TEXT NULL,
    "Pass" INTEGER NULL,
    "Rating" INTEGER NULL,
    "Comment" TEXT NULL,
    CONSTRAINT "FK_Labels_LabelItems_ItemId" FOREIGN KEY ("ItemId") REFERENCES "LabelItems" ("Id") ON DELETE RESTRICT
);


CREATE UNIQUE INDEX "IX_ApprovalPolicies_Number" ON "ApprovalPolicies" ("Number");


CREATE UNIQUE INDEX "IX_ArmHours_PromptKey_PromptVersion_Hour" ON "ArmHours" ("PromptKey", "PromptVersion", "Hour");


CREATE INDEX "IX_AuditEvents_At" ON "AuditEvents" ("At");


CREATE UNIQUE INDEX "IX_AuditEvents_EventId" ON "AuditEvents" ("EventId");


CREATE INDEX "IX_AuditEvents_ObjectKind_ObjectKey_Id" ON "AuditEvents" ("ObjectKind", "ObjectKey", "Id");


CREATE INDEX "IX_AuditEvents_PromptKey_Id" ON "AuditEvents" ("PromptKey", "Id");


CREATE UNIQUE INDEX "IX_BenchmarkCandidates_BenchmarkId_Position" ON "BenchmarkCandidates" ("BenchmarkId", "Position");


CREATE INDEX "IX_BenchmarkCandidates_ModelId" ON "BenchmarkCandidates" ("ModelId");


CREATE INDEX "IX_BenchmarkCandidates_PromptVersionId" ON "BenchmarkCandidates" ("PromptVersionId");


CREATE INDEX "IX_Benchmarks_BaselineRunId" ON "Benchmarks" ("BaselineRunId");


CREATE INDEX "IX_Benchmarks_DatasetId" ON "Benchmarks" ("DatasetId");


CREATE INDEX "IX_Benchmarks_DatasetVersionId" ON "Benchmarks" ("DatasetVersionId");


CREATE UNIQUE INDEX "IX_Benchmarks_Key" ON "Benchmarks" ("Key");


CREATE INDEX "IX_Benchmarks_SystemId" ON "Benchmarks" ("SystemId");


CREATE UNIQUE INDEX "IX_Calls_CallId" ON "Calls" ("CallId");


CREATE INDEX "IX_Calls_PromptKey_PromptVersion_StartedAt" ON "Calls" ("PromptKey", "PromptVersion", "StartedAt");


CREATE UNIQUE INDEX "IX_DatasetCases_DatasetVersionId_Key" ON "DatasetCases" ("DatasetVersionId", "Key");


CREATE UNIQUE INDEX "IX_DatasetCases_DatasetVersionId_Position" ON "DatasetCases" ("DatasetVersionId", "Position");


CREATE UNIQUE INDEX "IX_Datasets_Key" ON "Datasets" ("Key");


CREATE INDEX "IX_Datasets_SystemId" ON "Datasets" ("SystemId");


CREATE UNIQUE INDEX "IX_DatasetVersions_DatasetId_Number" ON "DatasetVersions" ("DatasetId", "Number");


CREATE UNIQUE INDEX "IX_Decisions_ReleaseId_Round_ById" ON "Decisions" ("ReleaseId", "Round", "ById");


CREATE UNIQUE INDEX "IX_Decisions_ReleaseId_Round_Role" ON "Decisions" ("ReleaseId", "Round", "Role");


CREATE INDEX "IX_Delegations_FromId_ValidUntil" ON "Delegations" ("FromId", "ValidUntil");


CREATE INDEX "IX_Delegations_ToId_ValidUntil" ON "Delegations" ("ToId", "ValidUntil");


CREATE UNIQUE INDEX "IX_Feedback_FeedbackId" ON "Feedback" ("FeedbackId");


CREATE INDEX "IX_Feedback_PromptKey_PromptVersion_At" ON "Feedback" ("PromptKey", "PromptVersion", "At");


CREATE INDEX "IX_GateExceptions_PromptId_VersionNumber" ON "GateExceptions" ("PromptId", "VersionNumber");


CREATE INDEX "IX_GateOutcomes_GateId" ON "GateOutcomes" ("GateId");


CREATE INDEX "IX_GateOutcomes_PromptVersionId" ON "GateOutcomes" ("PromptVersionId");


CREATE UNIQUE INDEX "IX_GateOutcomes_RunId_GateId_PromptVersionId" ON "GateOutcomes" ("RunId", "GateId", "PromptVersionId");


CREATE INDEX "IX_Gates_BenchmarkId" ON "Gates" ("BenchmarkId");


CREATE UNIQUE INDEX "IX_Gates_PromptId_Kind_Number" ON "Gates" ("PromptId", "Kind", "Number");


CREATE INDEX "IX_Incidents_SystemId_ResolvedAt" ON "Incidents" ("SystemId", "ResolvedAt");


CREATE UNIQUE INDEX "IX_Judges_Key_Number" ON "Judges" ("Key", "Number");


CREATE INDEX "IX_Judges_ModelId" ON "Judges" ("ModelId");


CREATE INDEX "IX_Judges_PromptVersionId" ON "Judges" ("PromptVersionId");


CREATE INDEX "IX_LabelItems_CellId" ON "LabelItems" ("CellId");


CREATE UNIQUE INDEX "IX_LabelItems_QueueId_Position" ON "LabelItems" ("QueueId", "Position");


CREATE INDEX "IX_LabelMoves_PromptId_Label_Id" ON "LabelMoves" ("PromptId", "Label", "Id");


CREATE INDEX "IX_LabelQueues_RunId" ON "LabelQueues" ("RunId");


CREATE UNIQUE INDEX "IX_Labels_ItemId_ById" ON "Labels" ("ItemId", "ById");


CREATE UNIQUE INDEX "IX_Labels_ItemId_Slot" ON "Labels" ("ItemId", "Slot");


CREATE UNIQUE INDEX "IX_ModelPrices_ModelId_ValidFrom" ON "ModelPrices" ("ModelId", "ValidFrom");


CREATE INDEX "IX_Notifications_PersonId_ReadAt_Id" ON "Notifications" ("PersonId", "ReadAt", "Id");


CREATE INDEX "IX_PlaygroundAnswers_ModelId" ON "PlaygroundAnswers" ("ModelId");


CREATE UNIQUE INDEX "IX_PlaygroundAnswers_TrialId_Position" ON "PlaygroundAnswers" ("TrialId", "Position");


CREATE INDEX "IX_PlaygroundTrials_ById_Id" ON "PlaygroundTrials" ("ById", "Id");


CREATE INDEX "IX_PlaygroundTrials_PromptVersionId" ON "PlaygroundTrials" ("PromptVersionId");


CREATE INDEX "IX_PlaygroundTrials_SystemId" ON "PlaygroundTrials" ("SystemId");


CREATE INDEX "IX_PlaygroundTrials_VotedAt" ON "PlaygroundTrials" ("VotedAt");


CREATE INDEX "IX_PromptLabels_CanaryVersionId" ON "PromptLabels" ("CanaryVersionId");


CREATE UNIQUE INDEX "IX_PromptLabels_PromptId_Name" ON "PromptLabels" ("PromptId", "Name");


CREATE INDEX "IX_PromptLabels_VersionId" ON "PromptLabels" ("VersionId");


CREATE UNIQUE INDEX "IX_Prompts_Key" ON "Prompts" ("Key");


CREATE INDEX "IX_Prompts_SystemId" ON "Prompts" ("SystemId");


CREATE UNIQUE INDEX "IX_PromptVersions_PromptId_Number" ON "PromptVersions" ("PromptId", "Number");


CREATE INDEX "IX_PromptVersions_State" ON "PromptVersions" ("State");


CREATE UNIQUE INDEX "IX_ProviderModels_ProviderId_Key" ON "ProviderModels" ("ProviderId", "Key");


CREATE UNIQUE INDEX "IX_Providers_Key" ON "Providers" ("Key");


CREATE INDEX "IX_ReleaseComments_ReleaseId_Id" ON "ReleaseComments" ("ReleaseId", "Id");


CREATE INDEX "IX_Releases_PromptId_Label_Id" ON "Releases" ("PromptId", "Label", "Id");


CREATE INDEX "IX_Releases_State" ON "Releases" ("State");


CREATE INDEX "IX_Releases_VersionId" ON "Releases" ("VersionId");


CREATE INDEX "IX_RunCandidates_ModelId" ON "RunCandidates" ("ModelId");


CREATE INDEX "IX_RunCandidates_PromptVersionId" ON "RunCandidates" ("PromptVersionId");


CREATE UNIQUE INDEX "IX_RunCandidates_RunId_Position" ON "RunCandidates" ("RunId", "Position");


CREATE INDEX "IX_RunCells_CandidateId" ON "RunCells" ("CandidateId");


CREATE INDEX "IX_RunCells_CaseId" ON "RunCells" ("CaseId");


CREATE UNIQUE INDEX "IX_RunCells_RunId_CasePosition_CandidateId_Repeat" ON "RunCells" ("RunId", "CasePosition", "CandidateId", "Repeat");


CREATE INDEX "IX_RunCells_RunId_Id" ON "RunCells" ("RunId", "Id");


CREATE UNIQUE INDEX "IX_Runs_ActiveBenchmarkId" ON "Runs" ("ActiveBenchmarkId");


CREATE INDEX "IX_Runs_BenchmarkId_Id" ON "Runs" ("BenchmarkId", "Id");


CREATE INDEX "IX_Runs_DatasetVersionId" ON "Runs" ("DatasetVersionId");


CREATE UNIQUE INDEX "IX_Runs_IdempotencyKey" ON "Runs" ("IdempotencyKey");


CREATE INDEX "IX_Runs_OfRunId" ON "Runs" ("OfRunId");


CREATE INDEX "IX_Runs_State_Id" ON "Runs" ("State", "Id");


CREATE INDEX "IX_Runs_SystemId" ON "Runs" ("SystemId");


CREATE INDEX "IX_SavedReports_SystemId" ON "SavedReports" ("SystemId");


CREATE UNIQUE INDEX "IX_Systems_Key" ON "Systems" ("Key");


CREATE INDEX "IX_TierLowerings_SystemId_State" ON "TierLowerings" ("SystemId", "State");


CREATE INDEX "IX_WebhookDeliveries_State_NextAttemptAt" ON "WebhookDeliveries" ("State", "NextAttemptAt");


CREATE UNIQUE INDEX "IX_WebhookDeliveries_WebhookId_EventId" ON "WebhookDeliveries" ("WebhookId", "EventId");


CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
INSERT INTO "__EFMigrationsHistory" VALUES ('20261123170653_Initial', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261125200831_ReleasePath', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261125231401_EvalsAndComparison', '10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES ('20261126033252_JudgesAndKinds', '10.0.15');
