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

