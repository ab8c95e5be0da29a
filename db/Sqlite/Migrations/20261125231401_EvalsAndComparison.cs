using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Db.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EvalsAndComparison : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "OfRunId",
                table: "Runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Selection",
                table: "Runs",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "JudgeCost",
                table: "RunCells",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "MeanLogProb",
                table: "RunCells",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToolCallsJson",
                table: "RunCells",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PreviousVisitAt",
                table: "People",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "VisitedAt",
                table: "People",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FrozenAt",
                table: "Datasets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FrozenBy",
                table: "Datasets",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FrozenReason",
                table: "Datasets",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VariablesSchema",
                table: "Datasets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "DatasetCases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Split",
                table: "DatasetCases",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "MeanLogProb",
                table: "CachedResponses",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToolCallsJson",
                table: "CachedResponses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BaselineRunId",
                table: "Benchmarks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "GateOutcomes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RunId = table.Column<int>(type: "INTEGER", nullable: false),
                    GateId = table.Column<int>(type: "INTEGER", nullable: false),
                    PromptVersionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Rules = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GateOutcomes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GateOutcomes_Gates_GateId",
                        column: x => x.GateId,
                        principalTable: "Gates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GateOutcomes_PromptVersions_PromptVersionId",
                        column: x => x.PromptVersionId,
                        principalTable: "PromptVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GateOutcomes_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Judges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AssertionType = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PromptVersionId = table.Column<int>(type: "INTEGER", nullable: false),
                    ModelId = table.Column<int>(type: "INTEGER", nullable: false),
                    Parameters = table.Column<string>(type: "TEXT", nullable: false),
                    KappaFloor = table.Column<double>(type: "REAL", nullable: false),
                    IsDemo = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedById = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RetiredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Judges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Judges_PromptVersions_PromptVersionId",
                        column: x => x.PromptVersionId,
                        principalTable: "PromptVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Judges_ProviderModels_ModelId",
                        column: x => x.ModelId,
                        principalTable: "ProviderModels",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LabelQueues",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RunId = table.Column<int>(type: "INTEGER", nullable: false),
                    Rubric = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Reviewers = table.Column<int>(type: "INTEGER", nullable: false),
                    Selection = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ItemCount = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    IsDemo = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedById = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LabelQueues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LabelQueues_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlaygroundTrials",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SystemId = table.Column<int>(type: "INTEGER", nullable: true),
                    PromptVersionId = table.Column<int>(type: "INTEGER", nullable: true),
                    Messages = table.Column<string>(type: "TEXT", nullable: false),
                    VariablesJson = table.Column<string>(type: "TEXT", nullable: false),
                    Blind = table.Column<bool>(type: "INTEGER", nullable: false),
                    ById = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    VotedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    BestPosition = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlaygroundTrials", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlaygroundTrials_PromptVersions_PromptVersionId",
                        column: x => x.PromptVersionId,
                        principalTable: "PromptVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlaygroundTrials_Systems_SystemId",
                        column: x => x.SystemId,
                        principalTable: "Systems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SavedReports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    SystemId = table.Column<int>(type: "INTEGER", nullable: false),
                    Href = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ContentJson = table.Column<string>(type: "TEXT", nullable: false),
                    ById = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedReports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SavedReports_Systems_SystemId",
                        column: x => x.SystemId,
                        principalTable: "Systems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LabelItems",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    QueueId = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    CellId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LabelItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LabelItems_LabelQueues_QueueId",
                        column: x => x.QueueId,
                        principalTable: "LabelQueues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LabelItems_RunCells_CellId",
                        column: x => x.CellId,
                        principalTable: "RunCells",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlaygroundAnswers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    TrialId = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    ModelId = table.Column<int>(type: "INTEGER", nullable: false),
                    Parameters = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    ErrorMessage = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ModelReturned = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    TimeToFirstTokenMs = table.Column<double>(type: "REAL", nullable: true),
                    LatencyMs = table.Column<double>(type: "REAL", nullable: false),
                    InputTokens = table.Column<int>(type: "INTEGER", nullable: false),
                    OutputTokens = table.Column<int>(type: "INTEGER", nullable: false),
                    Cost = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlaygroundAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlaygroundAnswers_PlaygroundTrials_TrialId",
                        column: x => x.TrialId,
                        principalTable: "PlaygroundTrials",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlaygroundAnswers_ProviderModels_ModelId",
                        column: x => x.ModelId,
                        principalTable: "ProviderModels",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Labels",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ItemId = table.Column<int>(type: "INTEGER", nullable: false),
                    Slot = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReservedUntil = table.Column<DateTime>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Pass = table.Column<bool>(type: "INTEGER", nullable: true),
                    Rating = table.Column<int>(type: "INTEGER", nullable: true),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Labels", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Labels_LabelItems_ItemId",
                        column: x => x.ItemId,
                        principalTable: "LabelItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_OfRunId",
                table: "Runs",
                column: "OfRunId");

            migrationBuilder.CreateIndex(
                name: "IX_Benchmarks_BaselineRunId",
                table: "Benchmarks",
                column: "BaselineRunId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_At",
                table: "AuditEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_GateOutcomes_GateId",
                table: "GateOutcomes",
                column: "GateId");

            migrationBuilder.CreateIndex(
                name: "IX_GateOutcomes_PromptVersionId",
                table: "GateOutcomes",
                column: "PromptVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_GateOutcomes_RunId_GateId_PromptVersionId",
                table: "GateOutcomes",
                columns: new[] { "RunId", "GateId", "PromptVersionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Judges_Key_Number",
                table: "Judges",
                columns: new[] { "Key", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Judges_ModelId",
                table: "Judges",
                column: "ModelId");

            migrationBuilder.CreateIndex(
                name: "IX_Judges_PromptVersionId",
                table: "Judges",
                column: "PromptVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_LabelItems_CellId",
                table: "LabelItems",
                column: "CellId");

            migrationBuilder.CreateIndex(
                name: "IX_LabelItems_QueueId_Position",
                table: "LabelItems",
                columns: new[] { "QueueId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LabelQueues_RunId",
                table: "LabelQueues",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_Labels_ItemId_ById",
                table: "Labels",
                columns: new[] { "ItemId", "ById" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Labels_ItemId_Slot",
                table: "Labels",
                columns: new[] { "ItemId", "Slot" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlaygroundAnswers_ModelId",
                table: "PlaygroundAnswers",
                column: "ModelId");

            migrationBuilder.CreateIndex(
                name: "IX_PlaygroundAnswers_TrialId_Position",
                table: "PlaygroundAnswers",
                columns: new[] { "TrialId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlaygroundTrials_ById_Id",
                table: "PlaygroundTrials",
                columns: new[] { "ById", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PlaygroundTrials_PromptVersionId",
                table: "PlaygroundTrials",
                column: "PromptVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_PlaygroundTrials_SystemId",
                table: "PlaygroundTrials",
                column: "SystemId");

            migrationBuilder.CreateIndex(
                name: "IX_PlaygroundTrials_VotedAt",
                table: "PlaygroundTrials",
                column: "VotedAt");

            migrationBuilder.CreateIndex(
                name: "IX_SavedReports_SystemId",
                table: "SavedReports",
                column: "SystemId");

            migrationBuilder.AddForeignKey(
                name: "FK_Benchmarks_Runs_BaselineRunId",
                table: "Benchmarks",
                column: "BaselineRunId",
                principalTable: "Runs",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Runs_Runs_OfRunId",
                table: "Runs",
                column: "OfRunId",
                principalTable: "Runs",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Benchmarks_Runs_BaselineRunId",
                table: "Benchmarks");

            migrationBuilder.DropForeignKey(
                name: "FK_Runs_Runs_OfRunId",
                table: "Runs");

            migrationBuilder.DropTable(
                name: "GateOutcomes");

            migrationBuilder.DropTable(
                name: "Judges");

            migrationBuilder.DropTable(
                name: "Labels");

            migrationBuilder.DropTable(
                name: "PlaygroundAnswers");

            migrationBuilder.DropTable(
                name: "SavedReports");

            migrationBuilder.DropTable(
                name: "LabelItems");

            migrationBuilder.DropTable(
                name: "PlaygroundTrials");

            migrationBuilder.DropTable(
                name: "LabelQueues");

            migrationBuilder.DropIndex(
                name: "IX_Runs_OfRunId",
                table: "Runs");

            migrationBuilder.DropIndex(
                name: "IX_Benchmarks_BaselineRunId",
                table: "Benchmarks");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_At",
                table: "AuditEvents");

            migrationBuilder.DropColumn(
                name: "OfRunId",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "Selection",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "JudgeCost",
                table: "RunCells");

            migrationBuilder.DropColumn(
                name: "MeanLogProb",
                table: "RunCells");

            migrationBuilder.DropColumn(
                name: "ToolCallsJson",
                table: "RunCells");

            migrationBuilder.DropColumn(
                name: "PreviousVisitAt",
                table: "People");

            migrationBuilder.DropColumn(
                name: "VisitedAt",
                table: "People");

            migrationBuilder.DropColumn(
                name: "FrozenAt",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "FrozenBy",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "FrozenReason",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "VariablesSchema",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "Origin",
                table: "DatasetCases");

            migrationBuilder.DropColumn(
                name: "Split",
                table: "DatasetCases");

            migrationBuilder.DropColumn(
                name: "MeanLogProb",
                table: "CachedResponses");

            migrationBuilder.DropColumn(
                name: "ToolCallsJson",
                table: "CachedResponses");

            migrationBuilder.DropColumn(
                name: "BaselineRunId",
                table: "Benchmarks");
        }
    }
}
