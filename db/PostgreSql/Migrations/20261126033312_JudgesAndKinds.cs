using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpsConsole.Db.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class JudgesAndKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CaseJudges",
                table: "Runs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StatedKind",
                table: "ProviderModels",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CaseJudges",
                table: "Runs");

            migrationBuilder.DropColumn(
                name: "StatedKind",
                table: "ProviderModels");
        }
    }
}
