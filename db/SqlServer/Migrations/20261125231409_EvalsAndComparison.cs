using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Db.SqlServer.Migrations
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
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Selection",
                table: "Runs",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "JudgeCost",
                table: "RunCells",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "MeanLogProb",
                table: "RunCells",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToolCallsJson",
                table: "RunCells",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PreviousVisitAt",
                table: "People",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "VisitedAt",
                table: "People",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FrozenAt",
                table: "Datasets",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FrozenBy",
                table: "Datasets",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FrozenReason",
                table: "Datasets",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VariablesSchema",
                table: "Datasets",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "DatasetCases",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Split",
                table: "DatasetCases",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "MeanLogProb",
                table: "CachedResponses",
                type: "float",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToolCallsJson",
                table: "CachedResponses",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BaselineRunId",
                table: "Benchmarks",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "GateOutcomes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RunId = table.Column<int>(type: "int", nullable: false),
                    GateId = table.Column<int>(type: "int", nullable: false),
                    PromptVersionId = table.Column<int>(type: "int", nullable: false),
                    Verdict = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Rules = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Key = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    AssertionType = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    PromptVersionId = table.Column<int>(type: "int", nullable: false),
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Parameters = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    KappaFloor = table.Column<double>(type: "float", nullable: false),
                    IsDemo = table.Column<bool>(type: "bit", nullable: false),
                    CreatedById = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CreatedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RetiredAt = table.Column<DateTime>(type: "datetime2", nullable: true)
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
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RunId = table.Column<int>(type: "int", nullable: false),
                    Rubric = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Reviewers = table.Column<int>(type: "int", nullable: false),
                    Selection = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    ItemCount = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    IsDemo = table.Column<bool>(type: "bit", nullable: false),
                    CreatedById = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CreatedByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Revision = table.Column<int>(type: "int", nullable: false)
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
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    SystemId = table.Column<int>(type: "int", nullable: true),
                    PromptVersionId = table.Column<int>(type: "int", nullable: true),
                    Messages = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    VariablesJson = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Blind = table.Column<bool>(type: "bit", nullable: false),
                    ById = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    VotedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BestPosition = table.Column<int>(type: "int", nullable: true)
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
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    SystemId = table.Column<int>(type: "int", nullable: false),
                    Href = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    ContentJson = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ById = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    QueueId = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    CellId = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    TrialId = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    ModelId = table.Column<int>(type: "int", nullable: false),
                    Parameters = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    State = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ErrorMessage = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    ModelReturned = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    TimeToFirstTokenMs = table.Column<double>(type: "float", nullable: true),
                    LatencyMs = table.Column<double>(type: "float", nullable: false),
                    InputTokens = table.Column<int>(type: "int", nullable: false),
                    OutputTokens = table.Column<int>(type: "int", nullable: false),
                    Cost = table.Column<long>(type: "bigint", nullable: true)
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
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    Slot = table.Column<int>(type: "int", nullable: false),
                    ById = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ByName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ReservedUntil = table.Column<DateTime>(type: "datetime2", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Pass = table.Column<bool>(type: "bit", nullable: true),
                    Rating = table.Column<int>(type: "int", nullable: true),
                    Comment = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
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
