IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [CachedResponses] (
        [Key] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Text] nvarchar(max) NOT NULL,
        [FinishReason] nvarchar(60) NULL,
        [ModelReturned] nvarchar(200) NULL,
        [InputTokens] int NOT NULL,
        [CachedInputTokens] int NOT NULL,
        [OutputTokens] int NOT NULL,
        [ReasoningTokens] int NOT NULL,
        [LatencyMs] float NOT NULL,
        [Cost] bigint NULL,
        [CreatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_CachedResponses] PRIMARY KEY ([Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [Providers] (
        [Id] int NOT NULL IDENTITY,
        [Key] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [Kind] nvarchar(32) NOT NULL,
        [BaseUrl] nvarchar(500) NULL,
        [SecretRef] nvarchar(200) NULL,
        [Region] nvarchar(100) NOT NULL,
        [Agreement] nvarchar(32) NOT NULL,
        [Retention] nvarchar(500) NOT NULL,
        [AllowedDataClasses] nvarchar(500) NOT NULL,
        [RequestsPerMinute] int NULL,
        [TokensPerMinute] int NULL,
        [MaxConcurrency] int NOT NULL,
        [TimeoutSeconds] int NOT NULL,
        [MaxRetries] int NOT NULL,
        [Enabled] bit NOT NULL,
        [TestedAt] datetime2 NULL,
        [TestOk] bit NULL,
        [TestMessage] nvarchar(1000) NULL,
        [CreatedAt] datetime2 NOT NULL,
        [CreatedBy] nvarchar(200) NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Providers] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [Systems] (
        [Id] int NOT NULL IDENTITY,
        [Key] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [Purpose] nvarchar(max) NOT NULL,
        [Owner] nvarchar(200) NOT NULL,
        [TechnicalOwner] nvarchar(200) NOT NULL,
        [Audience] nvarchar(32) NOT NULL,
        [Data] nvarchar(32) NOT NULL,
        [Autonomy] nvarchar(32) NOT NULL,
        [Effect] nvarchar(32) NOT NULL,
        [Regulatory] nvarchar(32) NOT NULL,
        [DataClasses] nvarchar(max) NOT NULL,
        [Regions] nvarchar(max) NOT NULL,
        [SloP95Ms] int NULL,
        [SloErrorRate] float NULL,
        [MonthlyBudget] bigint NULL,
        [Critical] bit NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [IsDemo] bit NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [CreatedBy] nvarchar(200) NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Systems] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [ProviderModels] (
        [Id] int NOT NULL IDENTITY,
        [ProviderId] int NOT NULL,
        [Key] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [ContextWindow] int NULL,
        [Enabled] bit NOT NULL,
        CONSTRAINT [PK_ProviderModels] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_ProviderModels_Providers_ProviderId] FOREIGN KEY ([ProviderId]) REFERENCES [Providers] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [Datasets] (
        [Id] int NOT NULL IDENTITY,
        [SystemId] int NOT NULL,
        [Key] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [Kind] nvarchar(32) NOT NULL,
        [LatestNumber] int NOT NULL,
        [IsDemo] bit NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [CreatedBy] nvarchar(200) NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Datasets] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Datasets_Systems_SystemId] FOREIGN KEY ([SystemId]) REFERENCES [Systems] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [Prompts] (
        [Id] int NOT NULL IDENTITY,
        [SystemId] int NOT NULL,
        [Key] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [LatestNumber] int NOT NULL,
        [IsDemo] bit NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [CreatedBy] nvarchar(200) NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Prompts] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Prompts_Systems_SystemId] FOREIGN KEY ([SystemId]) REFERENCES [Systems] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [ModelPrices] (
        [Id] int NOT NULL IDENTITY,
        [ModelId] int NOT NULL,
        [ValidFrom] date NULL,
        [Input] bigint NOT NULL,
        [CachedInput] bigint NULL,
        [Output] bigint NOT NULL,
        [Reasoning] bigint NULL,
        [Tiers] nvarchar(max) NOT NULL,
        [Source] nvarchar(500) NOT NULL,
        [CheckedOn] date NOT NULL,
        CONSTRAINT [PK_ModelPrices] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_ModelPrices_ProviderModels_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [ProviderModels] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [DatasetVersions] (
        [Id] int NOT NULL IDENTITY,
        [DatasetId] int NOT NULL,
        [Number] int NOT NULL,
        [CaseCount] int NOT NULL,
        [ContentHash] nvarchar(64) NOT NULL,
        [Variables] nvarchar(max) NOT NULL,
        [ChangeNote] nvarchar(500) NOT NULL,
        [CreatedBy] nvarchar(200) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_DatasetVersions] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_DatasetVersions_Datasets_DatasetId] FOREIGN KEY ([DatasetId]) REFERENCES [Datasets] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [PromptVersions] (
        [Id] int NOT NULL IDENTITY,
        [PromptId] int NOT NULL,
        [Number] int NOT NULL,
        [Messages] nvarchar(max) NOT NULL,
        [Variables] nvarchar(max) NOT NULL,
        [ContentHash] nvarchar(64) NOT NULL,
        [ChangeNote] nvarchar(500) NOT NULL,
        [AuthorId] nvarchar(200) NOT NULL,
        [AuthorName] nvarchar(200) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_PromptVersions] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_PromptVersions_Prompts_PromptId] FOREIGN KEY ([PromptId]) REFERENCES [Prompts] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [Benchmarks] (
        [Id] int NOT NULL IDENTITY,
        [SystemId] int NOT NULL,
        [Key] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [Purpose] nvarchar(max) NOT NULL,
        [DatasetId] int NOT NULL,
        [DatasetVersionId] int NULL,
        [Repeats] int NOT NULL,
        [Assertions] nvarchar(max) NOT NULL,
        [Threshold] float NULL,
        [SpendCap] bigint NULL,
        [Concurrency] int NOT NULL,
        [UseCache] bit NOT NULL,
        [Cron] nvarchar(100) NULL,
        [TimeZone] nvarchar(100) NULL,
        [MissedRuns] nvarchar(32) NOT NULL,
        [IsDemo] bit NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [CreatedBy] nvarchar(200) NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Benchmarks] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Benchmarks_DatasetVersions_DatasetVersionId] FOREIGN KEY ([DatasetVersionId]) REFERENCES [DatasetVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_Benchmarks_Datasets_DatasetId] FOREIGN KEY ([DatasetId]) REFERENCES [Datasets] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_Benchmarks_Systems_SystemId] FOREIGN KEY ([SystemId]) REFERENCES [Systems] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [DatasetCases] (
        [Id] int NOT NULL IDENTITY,
        [DatasetVersionId] int NOT NULL,
        [Position] int NOT NULL,
        [Key] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Title] nvarchar(200) NOT NULL,
        [VariablesJson] nvarchar(max) NOT NULL,
        [Expected] nvarchar(max) NOT NULL,
        [Tags] nvarchar(max) NOT NULL,
        [Assertions] nvarchar(max) NOT NULL,
        [Threshold] float NULL,
        CONSTRAINT [PK_DatasetCases] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_DatasetCases_DatasetVersions_DatasetVersionId] FOREIGN KEY ([DatasetVersionId]) REFERENCES [DatasetVersions] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [BenchmarkCandidates] (
        [Id] int NOT NULL IDENTITY,
        [BenchmarkId] int NOT NULL,
        [Position] int NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [PromptVersionId] int NOT NULL,
        [ModelId] int NOT NULL,
        [Parameters] nvarchar(max) NOT NULL,
        [IsBaseline] bit NOT NULL,
        CONSTRAINT [PK_BenchmarkCandidates] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_BenchmarkCandidates_Benchmarks_BenchmarkId] FOREIGN KEY ([BenchmarkId]) REFERENCES [Benchmarks] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_BenchmarkCandidates_PromptVersions_PromptVersionId] FOREIGN KEY ([PromptVersionId]) REFERENCES [PromptVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_BenchmarkCandidates_ProviderModels_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [ProviderModels] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [Runs] (
        [Id] int NOT NULL IDENTITY,
        [BenchmarkId] int NOT NULL,
        [ActiveBenchmarkId] int NULL,
        [SystemId] int NOT NULL,
        [BenchmarkKey] nvarchar(120) NOT NULL,
        [BenchmarkName] nvarchar(200) NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [StateReason] nvarchar(1000) NULL,
        [Trigger] nvarchar(32) NOT NULL,
        [StartedById] nvarchar(200) NOT NULL,
        [StartedByName] nvarchar(200) NOT NULL,
        [IdempotencyKey] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [DatasetVersionId] int NOT NULL,
        [DatasetKey] nvarchar(120) NOT NULL,
        [DatasetVersionNumber] int NOT NULL,
        [CaseCount] int NOT NULL,
        [Repeats] int NOT NULL,
        [TotalCells] int NOT NULL,
        [DoneCells] int NOT NULL,
        [FailedCells] int NOT NULL,
        [Assertions] nvarchar(max) NOT NULL,
        [Threshold] float NULL,
        [SpendCap] bigint NULL,
        [Cost] bigint NOT NULL,
        [Concurrency] int NOT NULL,
        [UseCache] bit NOT NULL,
        [CodeVersion] nvarchar(100) NOT NULL,
        [QueuedAt] datetime2 NOT NULL,
        [StartedAt] datetime2 NULL,
        [CompletedAt] datetime2 NULL,
        [CancelRequestedAt] datetime2 NULL,
        [CancelRequestedBy] nvarchar(200) NULL,
        [LeaseOwner] nvarchar(100) NULL,
        [LeaseUntil] datetime2 NULL,
        [Attempt] int NOT NULL,
        [IsDemo] bit NOT NULL,
        CONSTRAINT [PK_Runs] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Runs_Benchmarks_BenchmarkId] FOREIGN KEY ([BenchmarkId]) REFERENCES [Benchmarks] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_Runs_DatasetVersions_DatasetVersionId] FOREIGN KEY ([DatasetVersionId]) REFERENCES [DatasetVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_Runs_Systems_SystemId] FOREIGN KEY ([SystemId]) REFERENCES [Systems] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [RunCandidates] (
        [Id] int NOT NULL IDENTITY,
        [RunId] int NOT NULL,
        [Position] int NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [IsBaseline] bit NOT NULL,
        [PromptVersionId] int NOT NULL,
        [PromptKey] nvarchar(120) NOT NULL,
        [PromptNumber] int NOT NULL,
        [PromptHash] nvarchar(64) NOT NULL,
        [ModelId] int NOT NULL,
        [ProviderKey] nvarchar(120) NOT NULL,
        [ProviderKind] nvarchar(32) NOT NULL,
        [ModelKey] nvarchar(120) NOT NULL,
        [Parameters] nvarchar(max) NOT NULL,
        [DoneCells] int NOT NULL,
        [FailedCells] int NOT NULL,
        [PassedCells] int NOT NULL,
        [ScoreSum] float NOT NULL,
        [Cost] bigint NOT NULL,
        [InputTokens] bigint NOT NULL,
        [OutputTokens] bigint NOT NULL,
        [Summary] nvarchar(max) NULL,
        CONSTRAINT [PK_RunCandidates] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_RunCandidates_PromptVersions_PromptVersionId] FOREIGN KEY ([PromptVersionId]) REFERENCES [PromptVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_RunCandidates_ProviderModels_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [ProviderModels] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_RunCandidates_Runs_RunId] FOREIGN KEY ([RunId]) REFERENCES [Runs] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [RunCases] (
        [RunId] int NOT NULL,
        [Position] int NOT NULL,
        [CaseId] int NOT NULL,
        [CaseKey] nvarchar(120) NOT NULL,
        [Title] nvarchar(200) NOT NULL,
        [Tags] nvarchar(max) NOT NULL,
        [AnyFailure] bit NOT NULL,
        [AnyError] bit NOT NULL,
        [Differing] bit NOT NULL,
        [Flipped] bit NOT NULL,
        [Unstable] bit NOT NULL,
        [Cells] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_RunCases] PRIMARY KEY ([RunId], [Position]),
        CONSTRAINT [FK_RunCases_Runs_RunId] FOREIGN KEY ([RunId]) REFERENCES [Runs] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE TABLE [RunCells] (
        [Id] bigint NOT NULL IDENTITY,
        [RunId] int NOT NULL,
        [CandidateId] int NOT NULL,
        [CaseId] int NOT NULL,
        [CasePosition] int NOT NULL,
        [Repeat] int NOT NULL,
        [State] int NOT NULL,
        [Pass] bit NULL,
        [Score] float NULL,
        [LatencyMs] float NULL,
        [Cost] bigint NULL,
        [InputTokens] int NOT NULL,
        [CachedInputTokens] int NOT NULL,
        [OutputTokens] int NOT NULL,
        [ReasoningTokens] int NOT NULL,
        [Attempts] int NOT NULL,
        [Cached] bit NOT NULL,
        [CompletedAt] datetime2 NULL,
        [ErrorCode] nvarchar(60) NULL,
        [ErrorMessage] nvarchar(2000) NULL,
        [FinishReason] nvarchar(60) NULL,
        [ModelReturned] nvarchar(200) NULL,
        [Output] nvarchar(max) NULL,
        [AssertionsJson] nvarchar(max) NULL,
        CONSTRAINT [PK_RunCells] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_RunCells_DatasetCases_CaseId] FOREIGN KEY ([CaseId]) REFERENCES [DatasetCases] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_RunCells_RunCandidates_CandidateId] FOREIGN KEY ([CandidateId]) REFERENCES [RunCandidates] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_RunCells_Runs_RunId] FOREIGN KEY ([RunId]) REFERENCES [Runs] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_BenchmarkCandidates_BenchmarkId_Position] ON [BenchmarkCandidates] ([BenchmarkId], [Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_BenchmarkCandidates_ModelId] ON [BenchmarkCandidates] ([ModelId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_BenchmarkCandidates_PromptVersionId] ON [BenchmarkCandidates] ([PromptVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_Benchmarks_DatasetId] ON [Benchmarks] ([DatasetId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_Benchmarks_DatasetVersionId] ON [Benchmarks] ([DatasetVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Benchmarks_Key] ON [Benchmarks] ([Key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_Benchmarks_SystemId] ON [Benchmarks] ([SystemId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_DatasetCases_DatasetVersionId_Key] ON [DatasetCases] ([DatasetVersionId], [Key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_DatasetCases_DatasetVersionId_Position] ON [DatasetCases] ([DatasetVersionId], [Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Datasets_Key] ON [Datasets] ([Key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_Datasets_SystemId] ON [Datasets] ([SystemId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_DatasetVersions_DatasetId_Number] ON [DatasetVersions] ([DatasetId], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_ModelPrices_ModelId_ValidFrom] ON [ModelPrices] ([ModelId], [ValidFrom]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Prompts_Key] ON [Prompts] ([Key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_Prompts_SystemId] ON [Prompts] ([SystemId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_PromptVersions_PromptId_Number] ON [PromptVersions] ([PromptId], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_ProviderModels_ProviderId_Key] ON [ProviderModels] ([ProviderId], [Key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Providers_Key] ON [Providers] ([Key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_RunCandidates_ModelId] ON [RunCandidates] ([ModelId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_RunCandidates_PromptVersionId] ON [RunCandidates] ([PromptVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_RunCandidates_RunId_Position] ON [RunCandidates] ([RunId], [Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_RunCells_CandidateId] ON [RunCells] ([CandidateId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_RunCells_CaseId] ON [RunCells] ([CaseId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_RunCells_RunId_CasePosition_CandidateId_Repeat] ON [RunCells] ([RunId], [CasePosition], [CandidateId], [Repeat]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_RunCells_RunId_Id] ON [RunCells] ([RunId], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Runs_ActiveBenchmarkId] ON [Runs] ([ActiveBenchmarkId]) WHERE [ActiveBenchmarkId] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_Runs_BenchmarkId_Id] ON [Runs] ([BenchmarkId], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_Runs_DatasetVersionId] ON [Runs] ([DatasetVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_Runs_IdempotencyKey] ON [Runs] ([IdempotencyKey]) WHERE [IdempotencyKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_Runs_State_Id] ON [Runs] ([State], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE INDEX [IX_Runs_SystemId] ON [Runs] ([SystemId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Systems_Key] ON [Systems] ([Key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123170712_Initial'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261123170712_Initial', N'10.0.15');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [ApprovalEndsAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [ApprovedAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [EditedAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [EditorId] nvarchar(200) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [EditorName] nvarchar(200) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [Includes] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [Model] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [ResponseFormat] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [Revision] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [State] nvarchar(32) NOT NULL DEFAULT N'Draft';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [StateReason] nvarchar(1000) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [SubmittedAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [PromptVersions] ADD [Tools] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    ALTER TABLE [Prompts] ADD [Kind] nvarchar(32) NOT NULL DEFAULT N'Chat';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [ApprovalPolicies] (
        [Id] int NOT NULL IDENTITY,
        [Number] int NOT NULL,
        [Table] nvarchar(max) NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [Reason] nvarchar(2000) NOT NULL,
        [ProposedById] nvarchar(200) NOT NULL,
        [ProposedByName] nvarchar(200) NOT NULL,
        [ProposedAt] datetime2 NOT NULL,
        [DecidedById] nvarchar(200) NULL,
        [DecidedByName] nvarchar(200) NULL,
        [DecidedAt] datetime2 NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_ApprovalPolicies] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [ArmHours] (
        [Id] int NOT NULL IDENTITY,
        [PromptKey] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PromptVersion] int NOT NULL,
        [Hour] datetime2 NOT NULL,
        [Calls] bigint NOT NULL,
        [Errors] bigint NOT NULL,
        [PricedCalls] bigint NOT NULL,
        [Cost] bigint NOT NULL,
        [Latencies] nvarchar(max) NOT NULL,
        [PositiveFeedback] bigint NOT NULL,
        [NegativeFeedback] bigint NOT NULL,
        [NeutralFeedback] bigint NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_ArmHours] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [AuditEvents] (
        [Id] bigint NOT NULL IDENTITY,
        [EventId] uniqueidentifier NOT NULL,
        [At] datetime2 NOT NULL,
        [ActorId] nvarchar(200) NOT NULL,
        [ActorName] nvarchar(200) NOT NULL,
        [ActorKind] nvarchar(32) NOT NULL,
        [Action] nvarchar(64) NOT NULL,
        [ObjectKind] nvarchar(32) NOT NULL,
        [ObjectKey] nvarchar(160) NOT NULL,
        [PromptKey] nvarchar(120) NULL,
        [Outcome] nvarchar(32) NOT NULL,
        [Reason] nvarchar(4000) NULL,
        [PayloadJson] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_AuditEvents] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [Calls] (
        [Id] bigint NOT NULL IDENTITY,
        [CallId] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [StartedAt] datetime2 NOT NULL,
        [ReceivedAt] datetime2 NOT NULL,
        [DurationMs] float NOT NULL,
        [TimeToFirstTokenMs] float NULL,
        [SystemKey] nvarchar(120) NULL,
        [PromptKey] nvarchar(120) NULL,
        [PromptVersion] int NULL,
        [Provider] nvarchar(120) NULL,
        [Model] nvarchar(200) NULL,
        [Operation] nvarchar(64) NULL,
        [Status] nvarchar(32) NOT NULL,
        [ErrorType] nvarchar(200) NULL,
        [InputTokens] int NOT NULL,
        [CachedInputTokens] int NOT NULL,
        [OutputTokens] int NOT NULL,
        [ReasoningTokens] int NOT NULL,
        [Cost] bigint NULL,
        [UserHash] nvarchar(64) NULL,
        [SessionId] nvarchar(200) NULL,
        [TraceId] nvarchar(64) NULL,
        [SpanId] nvarchar(32) NULL,
        [CacheHit] bit NOT NULL,
        [Tags] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_Calls] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [Delegations] (
        [Id] int NOT NULL IDENTITY,
        [FromId] nvarchar(200) NOT NULL,
        [FromName] nvarchar(200) NOT NULL,
        [Role] nvarchar(32) NOT NULL,
        [ToId] nvarchar(200) NOT NULL,
        [ToName] nvarchar(200) NOT NULL,
        [Reason] nvarchar(1000) NOT NULL,
        [ValidFrom] datetime2 NOT NULL,
        [ValidUntil] datetime2 NOT NULL,
        [RevokedAt] datetime2 NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Delegations] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [Feedback] (
        [Id] bigint NOT NULL IDENTITY,
        [FeedbackId] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CallId] nvarchar(120) NULL,
        [TraceId] nvarchar(64) NULL,
        [At] datetime2 NOT NULL,
        [ReceivedAt] datetime2 NOT NULL,
        [Rating] nvarchar(32) NOT NULL,
        [Stars] int NULL,
        [HasComment] bit NOT NULL,
        [UserHash] nvarchar(64) NULL,
        [SystemKey] nvarchar(120) NULL,
        [PromptKey] nvarchar(120) NULL,
        [PromptVersion] int NULL,
        [Model] nvarchar(200) NULL,
        [Tags] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_Feedback] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [GateExceptions] (
        [Id] int NOT NULL IDENTITY,
        [PromptId] int NOT NULL,
        [VersionNumber] int NOT NULL,
        [ContentHash] nvarchar(64) NOT NULL,
        [GateKind] nvarchar(32) NOT NULL,
        [RuleWords] nvarchar(300) NOT NULL,
        [Reason] nvarchar(2000) NOT NULL,
        [CompensatingControls] nvarchar(2000) NOT NULL,
        [ValidUntil] datetime2 NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [RequestedById] nvarchar(200) NOT NULL,
        [RequestedByName] nvarchar(200) NOT NULL,
        [RequestedAt] datetime2 NOT NULL,
        [DecidedById] nvarchar(200) NULL,
        [DecidedByName] nvarchar(200) NULL,
        [DecidedAs] nvarchar(32) NULL,
        [DecidedAt] datetime2 NULL,
        [DecisionComment] nvarchar(2000) NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_GateExceptions] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_GateExceptions_Prompts_PromptId] FOREIGN KEY ([PromptId]) REFERENCES [Prompts] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [Gates] (
        [Id] int NOT NULL IDENTITY,
        [PromptId] int NOT NULL,
        [Kind] nvarchar(32) NOT NULL,
        [Number] int NOT NULL,
        [BenchmarkId] int NOT NULL,
        [Rules] nvarchar(max) NOT NULL,
        [ChangeNote] nvarchar(500) NOT NULL,
        [CreatedById] nvarchar(200) NOT NULL,
        [CreatedByName] nvarchar(200) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_Gates] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Gates_Benchmarks_BenchmarkId] FOREIGN KEY ([BenchmarkId]) REFERENCES [Benchmarks] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_Gates_Prompts_PromptId] FOREIGN KEY ([PromptId]) REFERENCES [Prompts] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [Incidents] (
        [Id] int NOT NULL IDENTITY,
        [SystemId] int NOT NULL,
        [Title] nvarchar(200) NOT NULL,
        [Severity] int NOT NULL,
        [DeclaredById] nvarchar(200) NOT NULL,
        [DeclaredByName] nvarchar(200) NOT NULL,
        [DeclaredAt] datetime2 NOT NULL,
        [ResolvedAt] datetime2 NULL,
        [ResolvedByName] nvarchar(200) NULL,
        [Resolution] nvarchar(2000) NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Incidents] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Incidents_Systems_SystemId] FOREIGN KEY ([SystemId]) REFERENCES [Systems] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [LabelMoves] (
        [Id] int NOT NULL IDENTITY,
        [PromptId] int NOT NULL,
        [Label] nvarchar(120) NOT NULL,
        [FromNumber] int NULL,
        [ToNumber] int NOT NULL,
        [CanaryNumber] int NULL,
        [CanaryPercent] int NULL,
        [ReleaseId] int NULL,
        [Why] nvarchar(1000) NOT NULL,
        [ById] nvarchar(200) NOT NULL,
        [ByName] nvarchar(200) NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_LabelMoves] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_LabelMoves_Prompts_PromptId] FOREIGN KEY ([PromptId]) REFERENCES [Prompts] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [Notifications] (
        [Id] int NOT NULL IDENTITY,
        [PersonId] nvarchar(200) NOT NULL,
        [Topic] nvarchar(160) NOT NULL,
        [Title] nvarchar(500) NOT NULL,
        [Href] nvarchar(500) NOT NULL,
        [At] datetime2 NOT NULL,
        [ReadAt] datetime2 NULL,
        CONSTRAINT [PK_Notifications] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [People] (
        [Id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [Roles] nvarchar(max) NOT NULL,
        [SeenAt] datetime2 NOT NULL,
        CONSTRAINT [PK_People] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [PromptLabels] (
        [Id] int NOT NULL IDENTITY,
        [PromptId] int NOT NULL,
        [Name] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [VersionId] int NOT NULL,
        [ReleaseId] int NULL,
        [CanaryVersionId] int NULL,
        [CanaryReleaseId] int NULL,
        [CanaryPercent] int NULL,
        [MovedAt] datetime2 NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_PromptLabels] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_PromptLabels_PromptVersions_CanaryVersionId] FOREIGN KEY ([CanaryVersionId]) REFERENCES [PromptVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_PromptLabels_PromptVersions_VersionId] FOREIGN KEY ([VersionId]) REFERENCES [PromptVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_PromptLabels_Prompts_PromptId] FOREIGN KEY ([PromptId]) REFERENCES [Prompts] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [Releases] (
        [Id] int NOT NULL IDENTITY,
        [PromptId] int NOT NULL,
        [VersionId] int NOT NULL,
        [Label] nvarchar(120) NOT NULL,
        [Kind] nvarchar(32) NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [ContentHash] nvarchar(64) NOT NULL,
        [LiveNumber] int NULL,
        [Tier] int NOT NULL,
        [PersonalData] bit NOT NULL,
        [PolicyNumber] int NOT NULL,
        [Note] nvarchar(4000) NOT NULL,
        [RequestedById] nvarchar(200) NOT NULL,
        [RequestedByName] nvarchar(200) NOT NULL,
        [RequestedByKind] nvarchar(32) NOT NULL,
        [RequestedAt] datetime2 NOT NULL,
        [DecideBy] datetime2 NOT NULL,
        [Round] int NOT NULL,
        [Evidence] nvarchar(max) NOT NULL,
        [Figures] nvarchar(max) NULL,
        [StaleReason] nvarchar(2000) NULL,
        [ApprovedAt] datetime2 NULL,
        [ApprovalEndsAt] datetime2 NULL,
        [Percent] int NULL,
        [RollingSince] datetime2 NULL,
        [Held] bit NOT NULL,
        [Guardrails] nvarchar(max) NOT NULL,
        [GuardrailFigures] nvarchar(max) NOT NULL,
        [GuardrailsAt] datetime2 NULL,
        [LiveAt] datetime2 NULL,
        [EndedAt] datetime2 NULL,
        [EndReason] nvarchar(2000) NULL,
        [BreakGlass] nvarchar(max) NULL,
        [RemindedAt] datetime2 NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Releases] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Releases_PromptVersions_VersionId] FOREIGN KEY ([VersionId]) REFERENCES [PromptVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_Releases_Prompts_PromptId] FOREIGN KEY ([PromptId]) REFERENCES [Prompts] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [TierLowerings] (
        [Id] int NOT NULL IDENTITY,
        [SystemId] int NOT NULL,
        [FromLevel] int NOT NULL,
        [ToLevel] int NOT NULL,
        [Reason] nvarchar(2000) NOT NULL,
        [ValidUntil] datetime2 NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [RequestedById] nvarchar(200) NOT NULL,
        [RequestedByName] nvarchar(200) NOT NULL,
        [RequestedAt] datetime2 NOT NULL,
        [DecidedById] nvarchar(200) NULL,
        [DecidedByName] nvarchar(200) NULL,
        [DecidedAt] datetime2 NULL,
        [DecisionComment] nvarchar(2000) NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_TierLowerings] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_TierLowerings_Systems_SystemId] FOREIGN KEY ([SystemId]) REFERENCES [Systems] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [Webhooks] (
        [Id] int NOT NULL IDENTITY,
        [Name] nvarchar(200) NOT NULL,
        [Url] nvarchar(1000) NOT NULL,
        [SecretRef] nvarchar(200) NOT NULL,
        [Events] nvarchar(max) NOT NULL,
        [Enabled] bit NOT NULL,
        [ScannedUntil] datetime2 NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [CreatedBy] nvarchar(200) NOT NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_Webhooks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [Decisions] (
        [Id] int NOT NULL IDENTITY,
        [ReleaseId] int NOT NULL,
        [Round] int NOT NULL,
        [Kind] nvarchar(32) NOT NULL,
        [Role] nvarchar(32) NOT NULL,
        [ById] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ByName] nvarchar(200) NOT NULL,
        [ForId] nvarchar(200) NULL,
        [ForName] nvarchar(200) NULL,
        [ContentHash] nvarchar(64) NOT NULL,
        [Comment] nvarchar(4000) NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_Decisions] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Decisions_Releases_ReleaseId] FOREIGN KEY ([ReleaseId]) REFERENCES [Releases] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [ReleaseComments] (
        [Id] int NOT NULL IDENTITY,
        [ReleaseId] int NOT NULL,
        [Text] nvarchar(4000) NOT NULL,
        [ById] nvarchar(200) NOT NULL,
        [ByName] nvarchar(200) NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_ReleaseComments] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_ReleaseComments_Releases_ReleaseId] FOREIGN KEY ([ReleaseId]) REFERENCES [Releases] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE TABLE [WebhookDeliveries] (
        [Id] int NOT NULL IDENTITY,
        [WebhookId] int NOT NULL,
        [EventId] uniqueidentifier NOT NULL,
        [Action] nvarchar(64) NOT NULL,
        [Body] nvarchar(max) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [Attempts] int NOT NULL,
        [NextAttemptAt] datetime2 NULL,
        [DeliveredAt] datetime2 NULL,
        [LastStatus] int NULL,
        [LastError] nvarchar(1000) NULL,
        CONSTRAINT [PK_WebhookDeliveries] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_WebhookDeliveries_Webhooks_WebhookId] FOREIGN KEY ([WebhookId]) REFERENCES [Webhooks] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_PromptVersions_State] ON [PromptVersions] ([State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_ApprovalPolicies_Number] ON [ApprovalPolicies] ([Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_ArmHours_PromptKey_PromptVersion_Hour] ON [ArmHours] ([PromptKey], [PromptVersion], [Hour]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_AuditEvents_EventId] ON [AuditEvents] ([EventId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_AuditEvents_ObjectKind_ObjectKey_Id] ON [AuditEvents] ([ObjectKind], [ObjectKey], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_AuditEvents_PromptKey_Id] ON [AuditEvents] ([PromptKey], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Calls_CallId] ON [Calls] ([CallId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Calls_PromptKey_PromptVersion_StartedAt] ON [Calls] ([PromptKey], [PromptVersion], [StartedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Decisions_ReleaseId_Round_ById] ON [Decisions] ([ReleaseId], [Round], [ById]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Decisions_ReleaseId_Round_Role] ON [Decisions] ([ReleaseId], [Round], [Role]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Delegations_FromId_ValidUntil] ON [Delegations] ([FromId], [ValidUntil]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Delegations_ToId_ValidUntil] ON [Delegations] ([ToId], [ValidUntil]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Feedback_FeedbackId] ON [Feedback] ([FeedbackId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Feedback_PromptKey_PromptVersion_At] ON [Feedback] ([PromptKey], [PromptVersion], [At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_GateExceptions_PromptId_VersionNumber] ON [GateExceptions] ([PromptId], [VersionNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Gates_BenchmarkId] ON [Gates] ([BenchmarkId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Gates_PromptId_Kind_Number] ON [Gates] ([PromptId], [Kind], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Incidents_SystemId_ResolvedAt] ON [Incidents] ([SystemId], [ResolvedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_LabelMoves_PromptId_Label_Id] ON [LabelMoves] ([PromptId], [Label], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Notifications_PersonId_ReadAt_Id] ON [Notifications] ([PersonId], [ReadAt], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_PromptLabels_CanaryVersionId] ON [PromptLabels] ([CanaryVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_PromptLabels_PromptId_Name] ON [PromptLabels] ([PromptId], [Name]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_PromptLabels_VersionId] ON [PromptLabels] ([VersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_ReleaseComments_ReleaseId_Id] ON [ReleaseComments] ([ReleaseId], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Releases_PromptId_Label_Id] ON [Releases] ([PromptId], [Label], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Releases_State] ON [Releases] ([State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_Releases_VersionId] ON [Releases] ([VersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_TierLowerings_SystemId_State] ON [TierLowerings] ([SystemId], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE INDEX [IX_WebhookDeliveries_State_NextAttemptAt] ON [WebhookDeliveries] ([State], [NextAttemptAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    CREATE UNIQUE INDEX [IX_WebhookDeliveries_WebhookId_EventId] ON [WebhookDeliveries] ([WebhookId], [EventId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125200837_ReleasePath'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261125200837_ReleasePath', N'10.0.15');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [Runs] ADD [OfRunId] int NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [Runs] ADD [Selection] nvarchar(200) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [RunCells] ADD [JudgeCost] bigint NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [RunCells] ADD [MeanLogProb] float NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [RunCells] ADD [ToolCallsJson] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [People] ADD [PreviousVisitAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [People] ADD [VisitedAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [Datasets] ADD [FrozenAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [Datasets] ADD [FrozenBy] nvarchar(200) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [Datasets] ADD [FrozenReason] nvarchar(500) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [Datasets] ADD [VariablesSchema] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [DatasetCases] ADD [Origin] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [DatasetCases] ADD [Split] nvarchar(40) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [CachedResponses] ADD [MeanLogProb] float NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [CachedResponses] ADD [ToolCallsJson] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [Benchmarks] ADD [BaselineRunId] int NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE TABLE [GateOutcomes] (
        [Id] int NOT NULL IDENTITY,
        [RunId] int NOT NULL,
        [GateId] int NOT NULL,
        [PromptVersionId] int NOT NULL,
        [Verdict] nvarchar(32) NOT NULL,
        [Rules] nvarchar(max) NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_GateOutcomes] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_GateOutcomes_Gates_GateId] FOREIGN KEY ([GateId]) REFERENCES [Gates] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_GateOutcomes_PromptVersions_PromptVersionId] FOREIGN KEY ([PromptVersionId]) REFERENCES [PromptVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_GateOutcomes_Runs_RunId] FOREIGN KEY ([RunId]) REFERENCES [Runs] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE TABLE [Judges] (
        [Id] int NOT NULL IDENTITY,
        [Key] nvarchar(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Number] int NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [AssertionType] nvarchar(64) NOT NULL,
        [PromptVersionId] int NOT NULL,
        [ModelId] int NOT NULL,
        [Parameters] nvarchar(max) NOT NULL,
        [KappaFloor] float NOT NULL,
        [IsDemo] bit NOT NULL,
        [CreatedById] nvarchar(200) NOT NULL,
        [CreatedByName] nvarchar(200) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [RetiredAt] datetime2 NULL,
        CONSTRAINT [PK_Judges] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Judges_PromptVersions_PromptVersionId] FOREIGN KEY ([PromptVersionId]) REFERENCES [PromptVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_Judges_ProviderModels_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [ProviderModels] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE TABLE [LabelQueues] (
        [Id] int NOT NULL IDENTITY,
        [Name] nvarchar(200) NOT NULL,
        [RunId] int NOT NULL,
        [Rubric] nvarchar(4000) NOT NULL,
        [Reviewers] int NOT NULL,
        [Selection] nvarchar(500) NOT NULL,
        [ItemCount] int NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [IsDemo] bit NOT NULL,
        [CreatedById] nvarchar(200) NOT NULL,
        [CreatedByName] nvarchar(200) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [EndedAt] datetime2 NULL,
        [Revision] int NOT NULL,
        CONSTRAINT [PK_LabelQueues] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_LabelQueues_Runs_RunId] FOREIGN KEY ([RunId]) REFERENCES [Runs] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE TABLE [PlaygroundTrials] (
        [Id] int NOT NULL IDENTITY,
        [SystemId] int NULL,
        [PromptVersionId] int NULL,
        [Messages] nvarchar(max) NOT NULL,
        [VariablesJson] nvarchar(max) NOT NULL,
        [Blind] bit NOT NULL,
        [ById] nvarchar(200) NOT NULL,
        [ByName] nvarchar(200) NOT NULL,
        [At] datetime2 NOT NULL,
        [VotedAt] datetime2 NULL,
        [BestPosition] int NULL,
        CONSTRAINT [PK_PlaygroundTrials] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_PlaygroundTrials_PromptVersions_PromptVersionId] FOREIGN KEY ([PromptVersionId]) REFERENCES [PromptVersions] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_PlaygroundTrials_Systems_SystemId] FOREIGN KEY ([SystemId]) REFERENCES [Systems] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE TABLE [SavedReports] (
        [Id] int NOT NULL IDENTITY,
        [Kind] nvarchar(32) NOT NULL,
        [Title] nvarchar(500) NOT NULL,
        [SystemId] int NOT NULL,
        [Href] nvarchar(1000) NOT NULL,
        [ContentJson] nvarchar(max) NOT NULL,
        [ById] nvarchar(200) NOT NULL,
        [ByName] nvarchar(200) NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_SavedReports] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_SavedReports_Systems_SystemId] FOREIGN KEY ([SystemId]) REFERENCES [Systems] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE TABLE [LabelItems] (
        [Id] int NOT NULL IDENTITY,
        [QueueId] int NOT NULL,
        [Position] int NOT NULL,
        [CellId] bigint NOT NULL,
        CONSTRAINT [PK_LabelItems] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_LabelItems_LabelQueues_QueueId] FOREIGN KEY ([QueueId]) REFERENCES [LabelQueues] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_LabelItems_RunCells_CellId] FOREIGN KEY ([CellId]) REFERENCES [RunCells] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE TABLE [PlaygroundAnswers] (
        [Id] int NOT NULL IDENTITY,
        [TrialId] int NOT NULL,
        [Position] int NOT NULL,
        [ModelId] int NOT NULL,
        [Parameters] nvarchar(max) NOT NULL,
        [State] nvarchar(32) NOT NULL,
        [Text] nvarchar(max) NOT NULL,
        [ErrorMessage] nvarchar(2000) NULL,
        [ModelReturned] nvarchar(200) NULL,
        [TimeToFirstTokenMs] float NULL,
        [LatencyMs] float NOT NULL,
        [InputTokens] int NOT NULL,
        [OutputTokens] int NOT NULL,
        [Cost] bigint NULL,
        CONSTRAINT [PK_PlaygroundAnswers] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_PlaygroundAnswers_PlaygroundTrials_TrialId] FOREIGN KEY ([TrialId]) REFERENCES [PlaygroundTrials] ([Id]) ON DELETE NO ACTION,
        CONSTRAINT [FK_PlaygroundAnswers_ProviderModels_ModelId] FOREIGN KEY ([ModelId]) REFERENCES [ProviderModels] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE TABLE [Labels] (
        [Id] int NOT NULL IDENTITY,
        [ItemId] int NOT NULL,
        [Slot] int NOT NULL,
        [ById] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ByName] nvarchar(200) NOT NULL,
        [ReservedUntil] datetime2 NOT NULL,
        [GivenAt] datetime2 NULL,
        [Pass] bit NULL,
        [Rating] int NULL,
        [Comment] nvarchar(2000) NULL,
        CONSTRAINT [PK_Labels] PRIMARY KEY ([Id]),
        CONSTRAINT [FK_Labels_LabelItems_ItemId] FOREIGN KEY ([ItemId]) REFERENCES [LabelItems] ([Id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_Runs_OfRunId] ON [Runs] ([OfRunId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_Benchmarks_BaselineRunId] ON [Benchmarks] ([BaselineRunId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_AuditEvents_At] ON [AuditEvents] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_GateOutcomes_GateId] ON [GateOutcomes] ([GateId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_GateOutcomes_PromptVersionId] ON [GateOutcomes] ([PromptVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE UNIQUE INDEX [IX_GateOutcomes_RunId_GateId_PromptVersionId] ON [GateOutcomes] ([RunId], [GateId], [PromptVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Judges_Key_Number] ON [Judges] ([Key], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_Judges_ModelId] ON [Judges] ([ModelId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_Judges_PromptVersionId] ON [Judges] ([PromptVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_LabelItems_CellId] ON [LabelItems] ([CellId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE UNIQUE INDEX [IX_LabelItems_QueueId_Position] ON [LabelItems] ([QueueId], [Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_LabelQueues_RunId] ON [LabelQueues] ([RunId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Labels_ItemId_ById] ON [Labels] ([ItemId], [ById]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Labels_ItemId_Slot] ON [Labels] ([ItemId], [Slot]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_PlaygroundAnswers_ModelId] ON [PlaygroundAnswers] ([ModelId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE UNIQUE INDEX [IX_PlaygroundAnswers_TrialId_Position] ON [PlaygroundAnswers] ([TrialId], [Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_PlaygroundTrials_ById_Id] ON [PlaygroundTrials] ([ById], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_PlaygroundTrials_PromptVersionId] ON [PlaygroundTrials] ([PromptVersionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_PlaygroundTrials_SystemId] ON [PlaygroundTrials] ([SystemId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_PlaygroundTrials_VotedAt] ON [PlaygroundTrials] ([VotedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    CREATE INDEX [IX_SavedReports_SystemId] ON [SavedReports] ([SystemId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [Benchmarks] ADD CONSTRAINT [FK_Benchmarks_Runs_BaselineRunId] FOREIGN KEY ([BaselineRunId]) REFERENCES [Runs] ([Id]) ON DELETE NO ACTION;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    ALTER TABLE [Runs] ADD CONSTRAINT [FK_Runs_Runs_OfRunId] FOREIGN KEY ([OfRunId]) REFERENCES [Runs] ([Id]) ON DELETE NO ACTION;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261125231409_EvalsAndComparison'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261125231409_EvalsAndComparison', N'10.0.15');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261126033304_JudgesAndKinds'
)
BEGIN
    ALTER TABLE [Runs] ADD [CaseJudges] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261126033304_JudgesAndKinds'
)
BEGIN
    ALTER TABLE [ProviderModels] ADD [StatedKind] nvarchar(32) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261126033304_JudgesAndKinds'
)
BEGIN
    DECLARE @var nvarchar(max);
    SELECT @var = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[DatasetCases]') AND [c].[name] = N'Tags');
    IF @var IS NOT NULL EXEC(N'ALTER TABLE [DatasetCases] DROP CONSTRAINT ' + @var + ';');
    ALTER TABLE [DatasetCases] ALTER COLUMN [Tags] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261126033304_JudgesAndKinds'
)
BEGIN
    DECLARE @var1 nvarchar(max);
    SELECT @var1 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[DatasetCases]') AND [c].[name] = N'Split');
    IF @var1 IS NOT NULL EXEC(N'ALTER TABLE [DatasetCases] DROP CONSTRAINT ' + @var1 + ';');
    ALTER TABLE [DatasetCases] ALTER COLUMN [Split] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261126033304_JudgesAndKinds'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261126033304_JudgesAndKinds', N'10.0.15');
END;

COMMIT;
GO

